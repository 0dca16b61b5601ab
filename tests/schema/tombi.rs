//! Tombi, a linter and language server for TOML (`pip install tombi`), with the published schema.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value as Json, json};
use tegami::lang::Lang;
use tegami::scenario::{self, library};
use tempfile::TempDir;

/// Whether Tombi is here; says so where it is not.
fn is_here() -> bool {
    let here = Command::new("tombi").arg("--version").output().is_ok_and(|output| output.status.success());
    if !here {
        eprintln!("skipped: tombi is not installed (pip install tombi)");
    }
    here
}

/// A folder with the schema in it; not a hidden one, which Tombi would leave alone.
fn folder() -> TempDir {
    let folder = tempfile::Builder::new().prefix("tegami-").tempdir().unwrap();
    fs::write(folder.path().join("scenario.schema.json"), scenario::schema(Lang::En)).unwrap();
    folder
}

/// What Tombi says about each of these files, which begin with a `#:schema` line; empty where it finds nothing.
fn lint(files: &[(&str, String)]) -> Vec<String> {
    let folder = folder();
    let mut said = Vec::new();
    for (name, source) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("#:schema scenario.schema.json\n{source}")).unwrap();
        let output =
            Command::new("tombi").args(["lint", "--offline"]).arg(&path).current_dir(&folder).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        said.push(if output.status.success() { String::new() } else { text });
    }
    said
}

#[test]
fn tombi_finds_nothing_in_a_lesson_and_a_wrong_key_and_word_where_they_are() {
    if !is_here() {
        return;
    }
    let file = |name: &'static str| name.rsplit('/').next().unwrap_or(name);
    let lessons: Vec<_> = library::all().iter().map(|one| (file(one.name), one.source.to_owned())).collect();
    assert_eq!(lint(&lessons).concat(), "");
    let source = library::find("legitimate").unwrap().source;
    let wrong = source.replace("selector = ", "selektor = ").replace("\"beginner\"", "\"begginer\"");
    let said = lint(&[("wrong.toml", wrong)]).concat();
    for expected in ["selektor", "begginer", "\"selector\""] {
        assert!(said.contains(expected), "{expected} is not in: {said}");
    }
}

#[test]
fn tombi_completes_words_and_keys() {
    if !is_here() {
        return;
    }
    let folder = folder();
    let text = "#:schema scenario.schema.json\nlevel = \"\"\n\n[receivers.\"mx.school.example\"]\n\n";
    let file = folder.path().join("new.toml");
    fs::write(&file, text).unwrap();
    let mut server = Server::start(folder.path());
    server.open(&file, text);
    let words = server.complete(&file, 1, 9);
    assert!(words.contains(&"\"beginner\"".to_owned()), "{words:?}");
    let keys = server.complete(&file, 4, 0);
    assert!(keys.contains(&"greylist".to_owned()) && !keys.contains(&"selector".to_owned()), "{keys:?}");
}

/// A language server (LSP) on standard input and output.
struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    asked: u64,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let mut command = Command::new("tombi");
        let command = command.args(["lsp", "--offline"]).current_dir(folder);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut server = Self { child, input, output, asked: 0 };
        server.ask("initialize", &json!({ "processId": null, "rootUri": uri(folder), "capabilities": {} }));
        server.send(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
        server
    }

    fn open(&mut self, file: &Path, text: &str) {
        let document = json!({ "uri": uri(file), "languageId": "toml", "version": 1, "text": text });
        let params = json!({ "textDocument": document });
        self.send(&json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params }));
    }

    /// What may stand there.
    fn complete(&mut self, file: &Path, line: u32, character: u32) -> Vec<String> {
        let position = json!({ "line": line, "character": character });
        let params = json!({ "textDocument": { "uri": uri(file) }, "position": position });
        let result = self.ask("textDocument/completion", &params);
        let items = result.get("items").unwrap_or(&result).as_array().cloned().unwrap_or_default();
        items.iter().filter_map(|item| Some(item.get("label")?.as_str()?.to_owned())).collect()
    }

    fn ask(&mut self, method: &str, params: &Json) -> Json {
        self.asked += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.asked, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message.get("method").is_some() {
                if let Some(id) = message.get("id") {
                    self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
                }
            } else if message["id"] == json!(self.asked) {
                return message["result"].clone();
            }
        }
    }

    fn send(&mut self, message: &Json) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn receive(&mut self) -> Json {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "the server has gone");
            match line.trim().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().unwrap(),
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        let mut text = vec![0; length];
        self.output.read_exact(&mut text).unwrap();
        serde_json::from_slice(&text).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
