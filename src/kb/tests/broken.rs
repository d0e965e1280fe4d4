//! Bases that are broken, each with what an editor is told; and what looks broken and is not.

use super::*;

#[test]
fn files_of_the_wrong_kind_are_named_with_advice() {
    let folder = Folder::new("wrong-kind");
    folder
        .write("a-utf16.toml", b"\xff\xfes\0c\0")
        .write("b-latin.toml", b"[entity.x]\nname = 'Caf\xe9'\n")
        .write("c-bom.toml", "\u{feff}[entity.bom]\nname = 'Bom'\n")
        .write("d-binary.toml", b"\x89PNG\0\0")
        .write("e-empty.toml", "")
        .write("f-twice.toml", "[entity.y]\nname = 'Y'\nname = 'Z'\n");
    let (base, _) = folder.load();
    assert!(base.entity_id("bom").is_some());
    assert_eq!(
        folder.errors(),
        [
            "a-utf16.toml is not UTF-8\n  = help: it looks like UTF-16: save it as UTF-8",
            "b-latin.toml is not UTF-8\n --> b-latin.toml:2:12\n  |\n2 | name = 'Caf\u{fffd}'\n  |            ^\n  = help: it looks like Latin-1 or Windows-1252: save it as UTF-8",
            "d-binary.toml is a binary file",
            "duplicate key\n --> f-twice.toml:3:1\n  |\n3 | name = 'Z'\n  | ^^^^",
        ]
    );
    let notes: Vec<String> = lint(&base, None).into_iter().map(|l| l.message).collect();
    assert_eq!(notes, ["the file is empty"]);
}

#[test]
fn tables_of_the_wrong_kind() {
    let folder = Folder::new("wrong-table");
    let toml = TABLE.replace("\"t.csv\"", "'t.csv'");
    folder.write("a.toml", &toml);
    let one = |content: &[u8]| {
        folder.write("t.csv", content);
        let all = folder.errors();
        assert_eq!(all.len(), 1, "{all:#?}");
        all.into_iter().next().unwrap()
    };
    let head = "Country,Other,Indicator,Year,Value\n";
    assert_eq!(
        one(b""),
        "t.csv is empty\n  --> a.toml:10:8\n   |\n10 | path = 't.csv'\n   |        ^^^^^^^\n   = help: a table's first line names its columns"
    );
    assert_eq!(
        one(format!("{head}X,,growth,2014,1\nY,\"Why,growth,2015,2\nZ,,growth,2016,3\n").as_bytes()),
        "a quotation mark is never closed (row 2)\n --> t.csv:3:3\n  |\n3 | Y,\"Why,growth,2015,2\n  |   ^\n  = help: all that follows it was taken for one cell; close it, or double it inside a cell"
    );
    // The last cell: the record has as many columns as it should.
    assert!(
        one(format!("{head}X,,growth,2014,1\nY,,growth,2015,\"2\n").as_bytes())
            .starts_with("a quotation mark is never closed (row 2)\n --> t.csv:3:16")
    );
    assert_eq!(folder.load().0.len(), 1);
    assert!(
        one(b"Country,Other,Indicator,Year,Value,Value\nX,,growth,2014,1,2\n")
            .starts_with("t.csv has two columns `Value`: 5 and 6\n  --> a.toml:14:20")
    );
    assert!(one(b"\xff\xfeC\0").starts_with("t.csv is not UTF-8\n  = help: it looks like UTF-16"));
    assert!(one(b"PK\x03\x04\0\0").starts_with("t.csv is a binary file"));
    let huge =
        format!("{head}{},,growth,2014,1\nX,,growth,2014,{}\n", "n".repeat(10 << 20), "9".repeat(10 << 20));
    folder.write("t.csv", huge);
    let all = folder.errors();
    assert_eq!(all.len(), 2);
    assert!(
        all[0].starts_with("the name in row 1 is too long to be a name\n --> t.csv:2:1"),
        "{}",
        &all[0][..99]
    );
    assert!(all.iter().all(|e| e.len() < 1000), "an error is no longer than a screen");
    folder.write("t.csv", head);
    assert!(folder.errors().is_empty());
    let lints = lint(&folder.load().0, None);
    assert!(lints.iter().any(|l| l.message == "the table t.csv has no row with a value"), "{lints:?}");
    std::fs::remove_file(folder.0.join("t.csv")).unwrap();
    std::fs::create_dir(folder.0.join("t.csv")).unwrap();
    assert!(
        folder.errors()[0].starts_with("cannot read t.csv: it is a folder, not a file\n  --> a.toml:10:8")
    );
}

#[test]
fn a_row_may_name_its_unit_and_a_column_its_scale() {
    let folder = Folder::new("units");
    folder.write(
        "a.toml",
        "[property.length]\nname = 'Length'\nunit = 'kilometre'\n[source.s]\ntitle = 'S'\n[[table]]\npath = 't.csv'\nabout = { column = 'River' }\nproperty = 'length'\nvalue = { column = 'Length', times = 1_000 }\nunit = { column = 'Unit' }\ntimeless = true\nsource = 's'\n",
    );
    folder.write(
        "t.csv",
        "River,Length,Unit\nRhine,1.233,km\nThames,0.215,mile\nSpree,0.4,\nOder,\"0.854\",km\n",
    );
    let (base, errors) = folder.load();
    assert!(errors.is_empty(), "{}", errors[0]);
    let shown = |name: &str| {
        let fact = base.fact(base.facts_about(base.entity_id(name).unwrap())[0]);
        format!("{} {} {}", fact.name(), fact.interval().unwrap(), fact.unit().unwrap().name())
    };
    assert_eq!(shown("Rhine"), "t.csv#1 1233 km");
    assert_eq!(shown("Thames"), "t.csv#2 215 mile");
    assert_eq!(shown("Spree"), "t.csv#3 400 kilometre");
    assert_eq!(shown("Oder"), "t.csv#4 854 km");
    assert!(lint(&base, None).is_empty(), "{:?}", lint(&base, None));
}

#[test]
fn a_file_extends_others_and_never_itself() {
    let folder = Folder::new("extends");
    folder
        .write("desk/a.toml", "extends = ['../shared', '../one.toml']\n[[fact]]\nid = 'f'\nabout = 'x'\nproperty = 'p'\nvalue = 1\n")
        .write("shared/x.toml", "[entity.x]\nname = 'X'\n")
        .write("one.toml", "extends = 'shared/x.toml'\n[property.p]\nname = 'P'\n");
    let (base, errors) = load(&[folder.0.join("desk")], &Rules::default());
    assert!(errors.is_empty(), "{}", errors[0]);
    assert!(base.fact_id("f").is_some());
    folder
        .write("shared/y.toml", "extends = '../desk/a.toml'\n")
        .write("bad.toml", "extends = ['gone', 3]\n");
    let own = format!("{}/", folder.0.display());
    let errors: Vec<String> =
        load(&[folder.0.join("desk/a.toml"), folder.0.join("bad.toml")], &Rules::default())
            .1
            .iter()
            .map(|e| e.to_string().replace(&own, ""))
            .collect();
    assert_eq!(
        errors,
        [
            "`extends` is a path or a list of paths\n --> bad.toml:1:20\n  |\n1 | extends = ['gone', 3]\n  |                    ^\n  = help: extends = \"../shared/claims\"",
            "cannot read gone: no such file or folder\n --> bad.toml:1:12\n  |\n1 | extends = ['gone', 3]\n  |            ^^^^^^\n  = help: the path is relative to this file",
            "desk/a.toml extends itself\n --> desk/../shared/y.toml:1:11\n  |\n1 | extends = '../desk/a.toml'\n  |           ^^^^^^^^^^^^^^^^\n  = help: desk/a.toml extends desk/../shared/y.toml extends desk/a.toml",
        ]
    );
    folder.write("own.toml", "extends = 'own.toml'\n");
    let (_, errors) = load(&[folder.0.join("own.toml")], &Rules::default());
    assert_eq!(errors[0].message().replace(&own, ""), "own.toml extends itself");
}

#[test]
fn nothing_lies_within_itself() {
    let base = good(
        "[entity.a]\nname='A'\nwithin='b'\n[entity.b]\nname='B'\nwithin=['c']\n[entity.c]\nname='C'\nwithin='b'\n",
    );
    let found: Vec<String> = lint(&base, None).into_iter().map(|l| l.message).collect();
    assert_eq!(found, ["`b` lies within itself", "`c` lies within itself"]);
}
