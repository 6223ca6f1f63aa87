//! Shortens the names under which a program takes functions from the module
//! that wasm-bindgen writes for it. They carry a hash each, which both files
//! spell out and which does not compress.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{ImportSectionReader, Parser, Payload};

/// The program and its module, with short names. A name that is more than one
/// property in the module's text is left as it is.
pub fn shorten(program: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut short = Names::default();
    let mut written = String::with_capacity(script.len());
    let mut places = Vec::new();
    for payload in Parser::new(0).parse_all(program) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                let name = import?.name;
                if let (true, Some(place)) = (name.starts_with("__wb"), property(script, name)) {
                    places.push((place, name));
                }
            }
        }
    }
    places.sort_unstable();
    let mut done = 0;
    for (number, (place, name)) in places.into_iter().enumerate() {
        let new = letters(number);
        written.push_str(&script[done..place]);
        written.push_str(&new);
        done = place + name.len();
        short.0.insert(name.to_owned(), new);
    }
    written.push_str(&script[done..]);
    let mut module = Module::new();
    short
        .parse_core_module(&mut module, Parser::new(0), program)
        .context("renaming a program's imports")?;
    Ok((module.finish(), written))
}

/// Where a text names a property, if it does so once and says the name nowhere
/// else.
fn property(script: &str, name: &str) -> Option<usize> {
    let mut found = script.match_indices(name);
    let (place, _) = found.next()?;
    let once = found.next().is_none() && script[place + name.len()..].starts_with(':');
    once.then_some(place)
}

/// `a` to `z`, `aa` and so on.
fn letters(mut number: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.push(char::from(b'a' + (number % 26) as u8));
        if number < 26 {
            return name.into_iter().rev().collect();
        }
        number = number / 26 - 1;
    }
}

/// The new names by the old ones.
#[derive(Default)]
struct Names(HashMap<String, String>);

impl Reencode for Names {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            let name = self.0.get(import.name).map_or(import.name, String::as_str);
            imports.import(import.module, name, kind);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, EntityType, Function, FunctionSection, Instruction};

    #[test]
    fn a_program_and_its_module_keep_agreeing() {
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in ["__wbg_log_1f", "__wbg_ptr", "own", "__wbg_now_2e"] {
            imports.import("./app_bg.js", name, EntityType::Function(0));
        }
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        body.instruction(&Instruction::Call(3));
        body.instruction(&Instruction::End);
        code.function(&body);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&code);
        let script = "const i = { __wbg_now_2e: now, __wbg_log_1f: function() {}, own: 1, \
                      __wbg_ptr: 2 }; i.__wbg_ptr;";
        let (program, script) = shorten(&module.finish(), script).unwrap();
        assert_eq!(
            script,
            "const i = { a: now, b: function() {}, own: 1, __wbg_ptr: 2 }; i.__wbg_ptr;"
        );
        wasmparser::Validator::new().validate_all(&program).unwrap();
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(&program) {
            if let Payload::ImportSection(section) = payload.unwrap() {
                names.extend(section.into_imports().map(|import| import.unwrap().name));
            }
        }
        assert_eq!(names, ["b", "__wbg_ptr", "own", "a"]);
    }

    #[test]
    fn names_grow_when_letters_run_out() {
        let names = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(names, ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }
}
