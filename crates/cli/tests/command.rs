//! The command as scripts see it: exit codes, what it prints, and that it never panics.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    fs,
    io::{Read, Write},
    path::Path,
    process::{Command, Output, Stdio},
};

use assert_cmd::cargo::CommandCargoExt;
use tempfile::TempDir;

/// A knowledge folder of three articles.
fn knowledge() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let whole = folder.path().join(path);
        fs::create_dir_all(whole.parent().unwrap()).unwrap();
        fs::write(whole, text).unwrap();
    };
    put(
        "k/knowledge.toml",
        "name = { en = \"Quay\" }\nlanguages = [\"en\"]\n[[topics]]\nid = \"pay\"\ntitle = { en = \"Pay\" }\n",
    );
    for (name, title, errors) in [
        ("refused", "My card was refused", "[\"CARD_NO\"]"),
        ("twice", "I was charged twice", "[]"),
        ("refund", "When does a refund arrive", "[\"*refund*late*\"]"),
    ] {
        let text = format!(
            "+++\ntitle = \"{title}\"\ntopic = \"pay\"\nerrors = {errors}\n+++\n\nText about it.\n"
        );
        put(&format!("k/en/{name}.md"), &text);
    }
    folder
}

/// The same, built.
fn built() -> TempDir {
    let folder = knowledge();
    let out = run(folder.path(), &["kb", "build", "k", "--out", "kb"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out));
    folder
}

fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("wallet-help").unwrap();
    command.current_dir(dir).args(args).stdin(Stdio::null());
    command
}

fn run(dir: &Path, args: &[&str]) -> Output {
    command(dir, args).output().unwrap()
}

fn run_with(dir: &Path, args: &[&str], input: &str) -> Output {
    let mut child = command(dir, args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn text(out: &Output) -> String {
    String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr)
}

#[test]
fn exit_codes_tell_the_data_from_the_call() {
    let folder = built();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    put("good.jsonl", "{\"text\":\"card refused\",\"article\":\"refused\"}\n");
    put("bad.jsonl", "{\"text\":\"card refused\"}\nno json\n");
    put("strange.jsonl", "{\"text\":\"card refused\",\"article\":\"gone\"}\n");
    put("empty.jsonl", "");
    put("context.json", "{\"error\":{\"code\":\"CARD_NO\"}}");
    put("wrong.json", "{\"scren\":\"x\"}");
    put("broken-key.pem", "no key");
    fs::create_dir_all(folder.path().join("broken/en")).unwrap();
    fs::create_dir_all(folder.path().join("warned/en")).unwrap();
    put(
        "warned/knowledge.toml",
        "name = { en = \"Quay\" }\nlanguages = [\"en\"]\ntopics = [{ id = \"pay\", title = { en = \"Pay\" } }]\n",
    );
    put("broken/knowledge.toml", "languages = 3\n");
    for (code, args) in [
        (0, "--help"),
        (0, "--version"),
        (0, "kb build k --out again"),
        (0, "kb build k --out kb"),
        (0, "kb check k"),
        (0, "kb check k --quick"),
        (0, "kb schema flow"),
        (2, "kb schema nothing"),
        (0, "kb search --kb kb --lang en refused"),
        (0, "kb search --kb kb --lang en-GB refused --explain --top 1"),
        (0, "kb search --kb kb --lang en --context context.json"),
        (0, "kb search --kb kb --lang en --queries good.jsonl"),
        (0, "kb eval --kb kb --queries good.jsonl"),
        (0, "kb eval --kb kb --queries good.jsonl --json --lang en"),
        (0, "kb learn k --queries good.jsonl"),
        (0, "kb key new --out key.pem"),
        (0, "kb key show key.pem"),
        (0, "kb build k --out signed --sign key.pem"),
        (1, "kb check broken"),
        (0, "kb check warned"),
        (1, "kb check warned --strict"),
        (1, "kb build broken --out never"),
        (1, "kb search --kb kb --lang en --queries bad.jsonl"),
        (1, "kb search --kb kb --lang en --context wrong.json x"),
        (1, "kb eval --kb kb --queries empty.jsonl"),
        (1, "kb eval --kb kb --queries strange.jsonl"),
        (1, "kb import --from jsonl bad.jsonl --out imported"),
        (2, ""),
        (2, "kb"),
        (2, "kb build"),
        (2, "kb build k"),
        (2, "kb build nothing --out x"),
        (2, "kb build k --out ."),
        (2, "kb build k --out again --sign nothing.pem"),
        (2, "kb build k --out again --sign broken-key.pem"),
        (2, "kb check nothing"),
        (2, "kb search --kb nothing --lang en x"),
        (2, "kb search --kb k --lang en x"),
        (2, "kb search --kb kb --lang de x"),
        (2, "kb search --kb kb --lang en"),
        (2, "kb search --kb kb --lang en --top 0 x"),
        (2, "kb search --kb kb --lang en --queries nothing.jsonl"),
        (2, "kb eval --kb kb --queries nothing.jsonl"),
        (2, "kb import --from paper good.jsonl --out imported"),
        (2, "kb import --from jsonl nothing.jsonl --out imported"),
        (2, "kb import --from markdown nothing --out imported"),
        (2, "kb import --from jsonl good.jsonl --lang e --out imported"),
        (2, "kb key new --out key.pem"),
        (2, "guard"),
        (2, "serve"),
        (2, "serve --database nothing --files files --knowledge kb --listen 127.0.0.1:0"),
        (2, "serve --database sqlite://x.db --files files --knowledge nothing --listen 127.0.0.1:0"),
        (2, "serve --database sqlite://x.db --files files --knowledge kb --listen nowhere"),
    ] {
        let out = run(folder.path(), &args.split_whitespace().collect::<Vec<_>>());
        let told = text(&out);
        assert_eq!(out.status.code(), Some(code), "{args}: {told}");
        assert!(!told.contains("panicked"), "{args}: {told}");
        assert!(code == 0 || !told.trim().is_empty(), "{args} fails without a word");
    }
    for never in ["never", "imported"] {
        assert!(!folder.path().join(never).exists());
    }
}

#[test]
fn every_command_shows_an_example() {
    let folder = tempfile::tempdir().unwrap();
    for words in [
        "",
        "kb",
        "kb build",
        "kb check",
        "kb import",
        "kb search",
        "kb eval",
        "kb learn",
        "kb schema",
        "kb key",
        "kb key new",
        "kb key show",
        "guard",
        "guard scan",
        "serve",
    ] {
        let mut args: Vec<_> = words.split_whitespace().collect();
        args.push("--help");
        let out = run(folder.path(), &args);
        let told = text(&out);
        assert_eq!(out.status.code(), Some(0));
        assert!(told.contains("Example"), "{words}: {told}");
        assert!(
            told.contains(&format!("wallet-help {words}").trim_end().to_owned()),
            "{words}: {told}"
        );
    }
}

#[test]
fn mistakes_are_printed_with_file_and_line() {
    let folder = knowledge();
    let path = folder.path().join("k/en/twice.md");
    let broken = fs::read_to_string(&path).unwrap().replace("\"pay\"", "\"play\"");
    fs::write(&path, broken).unwrap();
    for command in [&["kb", "check", "k"][..], &["kb", "build", "k", "--out", "kb"]] {
        let out = run(folder.path(), command);
        assert_eq!(out.status.code(), Some(1));
        assert!(
            text(&out).contains("k/en/twice.md:3:1: error[unknown-topic]: there is no topic `play`"),
            "{}",
            text(&out)
        );
        assert!(text(&out).contains("did you mean `pay`?"));
    }
}

#[test]
fn a_file_of_queries_is_answered_line_by_line() {
    let folder = built();
    let queries = "{\"text\":\"card refused\"}\n\n{\"query\":\"xyzzy\",\"lang\":\"en\",\"intents\":[\"a\"]}\n{\"text\":\"charged two times\"}\n";
    let args = ["kb", "search", "--kb", "kb", "--lang", "en", "--top", "2", "--queries", "-"];
    let out = run_with(folder.path(), &args, queries);
    let lines: Vec<serde_json::Value> = String::from_utf8(out.stdout)
        .unwrap()
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    for (line, (query, first)) in
        lines.iter().zip([("card refused", "refused"), ("xyzzy", ""), ("charged two times", "twice")])
    {
        assert_eq!(line["query"], query);
        let hits = line["hits"].as_array().unwrap();
        assert!(hits.len() <= 2 && line["confident"].is_boolean());
        assert_eq!(hits.first().map_or("", |it| it["id"].as_str().unwrap()), first);
        assert!(hits.iter().all(|it| it["score"].is_f64()));
        assert_eq!(line.as_object().unwrap().len(), 3);
    }
    assert_eq!(lines[1]["confident"], false);
}

#[test]
fn labelled_questions_are_measured() {
    let folder = built();
    let rows = "{\"text\":\"card refused\",\"article\":\"refused\"}\n\
                {\"text\":\"charged twice\",\"articles\":[\"twice\",\"other\"]}\n\
                {\"query\":\"card refused\",\"intents\":[\"refund\"]}\n\
                {\"text\":\"what is the weather\"}\n";
    let out = run_with(folder.path(), &["kb", "eval", "--kb", "kb", "--queries", "-", "--json"], rows);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out));
    let score: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(score["questions"], 3);
    assert!((score["hit@1"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-9, "{score}");
    assert_eq!(score["out_of_scope"], 1);
    let out =
        run_with(folder.path(), &["kb", "eval", "--kb", "kb", "--queries", "-", "--misses"], rows);
    assert!(text(&out).contains("wanted refund, found refused"), "{}", text(&out));
    assert!(text(&out).contains("hit@1      66.7 %"), "{}", text(&out));
}

#[test]
fn the_printed_key_is_the_one_that_signs() {
    let folder = knowledge();
    let made = text(&run(folder.path(), &["kb", "key", "new"]));
    let public = made.split('"').nth(1).unwrap().to_owned();
    let shown = text(&run(folder.path(), &["kb", "key", "show", "knowledge-key.pem"]));
    assert_eq!(shown.trim(), public);
    let out = run(folder.path(), &["kb", "build", "k", "--out", "kb", "--sign", "knowledge-key.pem"]);
    assert!(text(&out).contains(&format!("knowledge-key=\"{public}\"")));
    assert!(folder.path().join("kb/manifest.sig").exists());
}

#[test]
fn learning_shows_a_diff_and_writes_only_when_told() {
    let folder = knowledge();
    let rows = "{\"text\":\"they took the money two times\",\"article\":\"twice\"}\n\
                {\"text\":\"my password is hunter2zebra, they took money\",\"article\":\"twice\"}\n";
    fs::write(folder.path().join("solved.jsonl"), rows).unwrap();
    let args = ["kb", "learn", "k", "--queries", "solved.jsonl"];
    let before = fs::read_to_string(folder.path().join("k/en/twice.md")).unwrap();
    let out = run(folder.path(), &args);
    let told = text(&out);
    assert!(told.contains("+  \"they took the money two times\","), "{told}");
    assert!(told.contains("1 questions were passed over") && !told.contains("hunter2zebra"), "{told}");
    assert_eq!(fs::read_to_string(folder.path().join("k/en/twice.md")).unwrap(), before);
    run(folder.path(), &[&args[..], &["--yes"]].concat());
    assert!(fs::read_to_string(folder.path().join("k/en/twice.md")).unwrap().contains("two times"));
}

#[test]
fn imports_list_what_they_could_not_keep() {
    let folder = tempfile::tempdir().unwrap();
    let export =
        r#"{"articles":[{"id":1,"title":"A","body":"<p>x</p><iframe></iframe>","draft":false}]}"#;
    fs::write(folder.path().join("export.json"), export).unwrap();
    let out = run(folder.path(), &["kb", "import", "--from", "zendesk", "export.json", "--out", "k"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out));
    assert!(text(&out).contains("not kept: 1: the element <iframe>"), "{}", text(&out));
    assert_eq!(run(folder.path(), &["kb", "build", "k", "--out", "kb"]).status.code(), Some(0));
}

#[test]
fn secrets_are_found_in_lines_and_in_text() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "{\"text\":\"my pin is 4821, please help\"}\n{\"text\":\"提现失败\",\"id\":7}\n";
    let out = run_with(folder.path(), &["guard", "scan", "--jsonl"], rows);
    assert_eq!(
        text(&out),
        "{\"action\":\"block\",\"findings\":[{\"kind\":\"pin\",\"start\":10,\"end\":14}]}\n\
         {\"action\":\"allow\",\"findings\":[]}\n"
    );
    let out = run_with(folder.path(), &["guard", "scan"], "my pin is 4821\n");
    assert_eq!(text(&out), "my pin is ⟦pin: 4821⟧\nblock pin at 10..14\nblock\n");
    let out =
        run_with(folder.path(), &["guard", "scan", "--jsonl"], "{\"text\":\"a\"}\nmy pin is 4821\n");
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out).contains("line 2") && !text(&out).contains("4821"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = built();
    let queries = "{\"text\":\"card refused\"}\n".repeat(20_000);
    fs::write(folder.path().join("many.jsonl"), queries).unwrap();
    let mut child = command(
        folder.path(),
        &["kb", "search", "--kb", "kb", "--lang", "en", "--queries", "many.jsonl"],
    )
    .stdout(Stdio::piped())
    .stderr(Stdio::piped())
    .spawn()
    .unwrap();
    let mut first = [0; 64];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{told}");
    assert_eq!(told, "");
}

#[test]
fn the_server_says_where_it_listens_and_stops_when_told() {
    let folder = built();
    let args = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database",
        "sqlite://x.db",
        "--files",
        "files",
        "--knowledge",
        "kb",
    ];
    let mut child =
        command(folder.path(), &args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut told = String::new();
    let mut stdout = std::io::BufReader::new(child.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut stdout, &mut told).unwrap();
    let address = told.trim().strip_prefix("listening on http://").unwrap().to_owned();
    let mut stream = std::net::TcpStream::connect(&address).unwrap();
    stream
        .write_all(
            format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes(),
        )
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let stopped = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
