//! Joins parts of the program into one.
//!
//! The splitter makes a part for each set of cuts that share code, and most of
//! those hold a few functions. Each would be a request of its own, and a file
//! to optimise. All parts have the same types, import the main program's
//! memory, table and stack pointer, export nothing, and call each other through
//! the table. So joining is laying their sections end to end, each part's
//! functions and data counted on from those before it.

use std::mem::discriminant;
use std::ops::Range;

use anyhow::{Result, bail, ensure};
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, DataCountSection, DataSection, ElementSection, FunctionSection, ImportSection,
    Module, RawSection, SectionId,
};
use wasmparser::{Import, Parser, Payload, TypeRef};

/// Lays parts end to end.
pub fn join<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>> {
    let mut joined = Joined::default();
    for part in parts {
        joined.add(part)?;
    }
    joined.finish()
}

/// The bytes of a part's functions and data: names and types will go.
pub fn size(part: &[u8]) -> Result<usize> {
    let mut bytes = 0;
    for payload in Parser::new(0).parse_all(part) {
        bytes += match payload? {
            Payload::CodeSectionStart { size, .. } => u64::from(size),
            Payload::DataSection(section) => section.range().end - section.range().start,
            _ => 0,
        };
    }
    Ok(usize::try_from(bytes)?)
}

#[derive(Default)]
struct Joined<'a> {
    types: Option<&'a [u8]>,
    imports: Vec<Import<'a>>,
    functions: FunctionSection,
    elements: ElementSection,
    code: CodeSection,
    data: DataSection,
}

impl<'a> Joined<'a> {
    fn add(&mut self, part: &'a [u8]) -> Result<()> {
        let mut places = Places {
            functions: self.functions.len(),
            data: self.data.len(),
            ..Places::default()
        };
        for payload in Parser::new(0).parse_all(part) {
            match payload? {
                Payload::TypeSection(section) => {
                    let Range { start, end } = section.range();
                    let types = &part[usize::try_from(start)?..usize::try_from(end)?];
                    let first = *self.types.get_or_insert(types);
                    ensure!(first == types, "two parts have different types");
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        self.import(import?, &mut places)?;
                    }
                }
                Payload::FunctionSection(section) => {
                    places.parse_function_section(&mut self.functions, section)?;
                }
                Payload::ElementSection(section) => {
                    places.parse_element_section(&mut self.elements, section)?;
                }
                Payload::CodeSectionEntry(body) => {
                    places.parse_function_body(&mut self.code, body)?;
                }
                Payload::DataSection(section) => {
                    places.parse_data_section(&mut self.data, section)?;
                }
                Payload::ExportSection(section) if section.count() == 0 => {}
                Payload::Version { .. }
                | Payload::DataCountSection { .. }
                | Payload::CodeSectionStart { .. }
                // Names, and notes about the compiler.
                | Payload::CustomSection(_)
                | Payload::End(_) => {}
                other => bail!("a part holds what joining does not know: {other:?}"),
            }
        }
        Ok(())
    }

    /// Imports once what several parts import.
    fn import(&mut self, import: Import<'a>, places: &mut Places) -> Result<()> {
        let place = match import.ty {
            TypeRef::Memory(_) => &mut places.memories,
            TypeRef::Table(_) => &mut places.tables,
            TypeRef::Global(_) => &mut places.globals,
            _ => bail!("a part imports {} of another kind", import.name),
        };
        let of_its_kind = |one: &&Import| discriminant(&one.ty) == discriminant(&import.ty);
        let mut known = self.imports.iter().filter(of_its_kind);
        let found = known.position(|one| (one.module, one.name) == (import.module, import.name));
        let index = found.unwrap_or_else(|| self.imports.iter().filter(of_its_kind).count());
        if found.is_none() {
            self.imports.push(import);
        }
        place.push(u32::try_from(index)?);
        Ok(())
    }

    fn finish(self) -> Result<Vec<u8>> {
        let mut imports = ImportSection::new();
        for import in self.imports {
            RoundtripReencoder.parse_import(&mut imports, import)?;
        }
        let mut module = Module::new();
        if let Some(data) = self.types {
            let id = SectionId::Type.into();
            module.section(&RawSection { id, data });
        }
        let count = self.data.len();
        module
            .section(&imports)
            .section(&self.functions)
            .section(&self.elements)
            .section(&DataCountSection { count })
            .section(&self.code)
            .section(&self.data);
        Ok(module.finish())
    }
}

/// Where the things of one part are in the joined one.
#[derive(Default)]
struct Places {
    /// How many functions and data segments come before.
    functions: u32,
    data: u32,
    /// The imports, by kind and by their index in the part.
    memories: Vec<u32>,
    tables: Vec<u32>,
    globals: Vec<u32>,
}

/// An index beyond a part's imports.
#[derive(Debug, thiserror::Error)]
#[error("a part uses a memory, table or global that it does not import")]
struct NotImported;

fn of(imports: &[u32], index: u32) -> Result<u32, Error<NotImported>> {
    let place = imports.get(index as usize).copied();
    place.ok_or(Error::UserError(NotImported))
}

impl Reencode for Places {
    type Error = NotImported;

    fn function_index(&mut self, index: u32) -> Result<u32, Error<NotImported>> {
        Ok(self.functions + index)
    }

    fn data_index(&mut self, index: u32) -> Result<u32, Error<NotImported>> {
        Ok(self.data + index)
    }

    fn memory_index(&mut self, index: u32) -> Result<u32, Error<NotImported>> {
        of(&self.memories, index)
    }

    fn table_index(&mut self, index: u32) -> Result<u32, Error<NotImported>> {
        of(&self.tables, index)
    }

    fn global_index(&mut self, index: u32) -> Result<u32, Error<NotImported>> {
        of(&self.globals, index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, ElementMode, ElementSegment, Elements, EntityType, Function, Instruction,
        MemoryType, TypeSection,
    };
    use wasmparser::{Operator, Validator};

    /// A part of two functions, the second of which calls the first, with a
    /// table entry and some bytes of data.
    fn part(data: &[u8], table_first: bool) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        let memory = MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        let table = wasm_encoder::TableType {
            element_type: wasm_encoder::RefType::FUNCREF,
            minimum: 4,
            maximum: None,
            table64: false,
            shared: false,
        };
        if table_first {
            imports.import("main", "table", EntityType::Table(table));
            imports.import("main", "memory", EntityType::Memory(memory));
        } else {
            imports.import("main", "memory", EntityType::Memory(memory));
            imports.import("main", "table", EntityType::Table(table));
        }
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut elements = ElementSection::new();
        elements.segment(ElementSegment {
            mode: ElementMode::Active {
                table: Some(0),
                offset: &ConstExpr::i32_const(data[0].into()),
            },
            elements: Elements::Functions([1].as_slice().into()),
        });
        let mut code = CodeSection::new();
        let mut first = Function::new([]);
        first.instruction(&Instruction::End);
        let mut second = Function::new([]);
        second.instruction(&Instruction::Call(0));
        second.instruction(&Instruction::End);
        code.function(&first).function(&second);
        let mut segments = DataSection::new();
        segments.active(0, &ConstExpr::i32_const(0), data.iter().copied());
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&elements)
            .section(&DataCountSection { count: 1 })
            .section(&code)
            .section(&segments);
        module.finish()
    }

    #[test]
    fn joined_parts_keep_their_own_functions_and_share_their_imports() {
        let (one, two) = (part(&[1, 7, 7], false), part(&[2], true));
        let joined = join([one.as_slice(), &two]).unwrap();
        Validator::new().validate_all(&joined).unwrap();
        let mut calls = Vec::new();
        let mut entries = Vec::new();
        let mut imports = 0;
        for payload in Parser::new(0).parse_all(&joined) {
            match payload.unwrap() {
                Payload::ImportSection(section) => imports = section.count(),
                Payload::ElementSection(section) => {
                    for element in section {
                        let wasmparser::ElementItems::Functions(items) = element.unwrap().items
                        else {
                            panic!("not functions");
                        };
                        entries.extend(items.into_iter().map(Result::unwrap));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    for operator in body.get_operators_reader().unwrap() {
                        if let Operator::Call { function_index } = operator.unwrap() {
                            calls.push(function_index);
                        }
                    }
                }
                _ => {}
            }
        }
        assert_eq!((imports, entries, calls), (2, vec![1, 3], vec![0, 2]));
        // The parts' own sizes, without the second one's counts.
        let both = size(&one).unwrap() + size(&two).unwrap();
        assert!((both - 2..both).contains(&size(&joined).unwrap()));
    }

    #[test]
    fn parts_of_different_programs_are_refused() {
        let mut types = TypeSection::new();
        types.ty().function([], [wasm_encoder::ValType::I32]);
        let mut other = Module::new();
        other.section(&types);
        assert!(join([part(&[1], false).as_slice(), &other.finish()]).is_err());
    }
}
