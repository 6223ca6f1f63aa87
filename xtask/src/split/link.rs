//! The module that loads the program's parts, `link.js`, as the splitter writes
//! it: which cuts need each chunk, and the edits we make.

use anyhow::{Context, Result, ensure};

/// A part that several cuts share.
#[derive(Debug, PartialEq, Eq)]
pub struct Chunk<'a> {
    /// `chunk_7`, of the file `chunk_7.wasm`.
    pub name: &'a str,
    /// The cuts that need it.
    pub needed_by: Vec<&'a str>,
    /// The text that declares it.
    text: &'a str,
}

const START: &str = "/* ";
const DECLARES: &str = " */\nconst __";
const END: &str = ", []);\n";

/// The chunks, in the order in which they are declared.
pub fn chunks(link: &str) -> Result<Vec<Chunk<'_>>> {
    let mut found = Vec::new();
    let mut rest = link;
    while let Some(end) = rest.find(DECLARES) {
        let start = rest[..end].rfind(START).context("a chunk without cuts")?;
        let needed_by = rest[start + START.len()..end].split(", ").collect();
        let named = &rest[end + DECLARES.len()..];
        let (name, _) = named.split_once(" = makeLoad(").context("no loader")?;
        let length = end - start + rest[end..].find(END).context("no end")? + END.len();
        let text = &rest[start..start + length];
        ensure!(
            text.contains(&format!("\"./{name}.wasm\"")),
            "{name} is not in a file of its name"
        );
        found.push(Chunk {
            name,
            needed_by,
            text,
        });
        rest = &rest[start + length..];
    }
    Ok(found)
}

/// Makes one chunk load with another, which is declared before it.
pub fn alias(link: &str, chunk: &Chunk<'_>, other: &Chunk<'_>) -> String {
    let (name, other) = (chunk.name, other.name);
    link.replace(chunk.text, &format!("const __{name} = __{other};\n"))
}

/// The module compiles the parts as they stream in, which a server that does
/// not know WebAssembly's media type makes fail. A site may stand on any
/// server, so the parts are compiled when they have come.
pub fn any_server(link: &str) -> Result<String> {
    const STREAMING: &str = "WebAssembly.instantiateStreaming(src, imports)";
    const WHOLE: &str = "src.then((response) => response.ok ? response.arrayBuffer() : \
         Promise.reject(new Error(`${response.url}: status ${response.status}`)))\
         .then((bytes) => WebAssembly.instantiate(bytes, imports))";
    ensure!(
        link.contains(STREAMING),
        "the splitter's module has changed: it no longer says {STREAMING}"
    );
    Ok(link.replace(STREAMING, WHOLE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_load_from_any_server() {
        let link = any_server("f = WebAssembly.instantiateStreaming(src, imports);").unwrap();
        assert!(link.contains("arrayBuffer") && !link.contains("Streaming"));
        assert!(any_server("something else").is_err());
    }

    #[test]
    fn chunks_are_read_and_joined() {
        let chunk = |number: u32, cuts: &str| {
            format!(
                "/* {cuts} */\nconst __chunk_{number} = makeLoad(() => {{\n    \
                 const src = fetch(new URL(\"./chunk_{number}.wasm\", import.meta.url));\n}}\n, []);\n"
            )
        };
        let link = [
            "import { initSync } from \"x\";\n/* a note */\n",
            &chunk(1, "check, plan"),
            &chunk(12, "check, pages, plan"),
            "export const __wasm_split_load_plan = wrapAsyncCb(makeLoad(f, [__chunk_1, __chunk_12]));\n",
        ]
        .concat();
        let found = chunks(&link).unwrap();
        let names: Vec<_> = found.iter().map(|chunk| chunk.name).collect();
        assert_eq!(names, ["chunk_1", "chunk_12"]);
        assert_eq!(found[1].needed_by, ["check", "pages", "plan"]);
        let joined = alias(&link, &found[1], &found[0]);
        assert!(joined.contains("const __chunk_12 = __chunk_1;\nexport"));
        assert!(!joined.contains("chunk_12.wasm") && joined.contains("chunk_1.wasm"));
        assert!(joined.contains("[__chunk_1, __chunk_12]"));
        assert!(chunks(&link.replace("./chunk_1.wasm", "./x.wasm")).is_err());
    }
}
