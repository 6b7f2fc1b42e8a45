//! Whether a document is valid against a document type definition, as far as `timex3.dtd` has need of
//! one: elements of text and other elements, and their attributes by type.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What is wrong with the file by the definition.
pub fn faults(file: &str, definition: &str) -> Vec<String> {
    let mut check = Check {
        elements: elements(definition),
        ..Check::default()
    };
    let mut reader = Reader::from_str(file);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(start) => {
                let name = check.element(&start);
                check.open.push(name);
            }
            Event::Empty(start) => {
                check.element(&start);
            }
            Event::End(_) => {
                check.open.pop();
            }
            _ => {}
        }
    }
    let Check {
        mut faults,
        identities,
        references,
        ..
    } = check;
    let dangling = references.iter().filter(|one| !identities.contains(*one));
    faults.extend(dangling.map(|one| format!("nothing has the identity {one}")));
    faults
}

/// The elements that may stand in an element, and its attributes with their types.
#[derive(Default)]
struct Declared {
    content: HashSet<String>,
    attributes: HashMap<String, Attribute>,
}

struct Attribute {
    is_required: bool,
    kind: Kind,
}

enum Kind {
    Text,
    Token,
    Identity,
    Reference,
    OneOf(Vec<String>),
}

#[derive(Default)]
struct Check {
    elements: HashMap<String, Declared>,
    open: Vec<String>,
    identities: HashSet<String>,
    references: Vec<String>,
    faults: Vec<String>,
}

impl Check {
    fn element(&mut self, start: &BytesStart) -> String {
        let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
        let parent = self
            .open
            .last()
            .and_then(|parent| self.elements.get(parent));
        if parent.is_some_and(|parent| !parent.content.contains(&name)) {
            self.faults.push(format!("{name} may not stand here"));
        }
        let Some(declared) = self.elements.get(&name) else {
            self.faults.push(format!("{name} is not declared"));
            return name;
        };
        let mut seen = HashSet::new();
        for attribute in start.attributes() {
            let attribute = attribute.unwrap();
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let value = String::from_utf8_lossy(&attribute.value).into_owned();
            let is_name = is_token(&value) && value.starts_with(|c: char| c.is_alphabetic());
            let is_valid = match declared.attributes.get(&key).map(|one| &one.kind) {
                None => false,
                Some(Kind::Text) => true,
                Some(Kind::Token) => is_token(&value),
                Some(Kind::OneOf(allowed)) => allowed.contains(&value),
                Some(Kind::Identity) => is_name && self.identities.insert(value.clone()),
                Some(Kind::Reference) => {
                    self.references.push(value.clone());
                    is_name
                }
            };
            if !is_valid {
                self.faults.push(format!("{name} {key}={value:?}"));
            }
            seen.insert(key);
        }
        for (key, attribute) in &declared.attributes {
            if attribute.is_required && !seen.contains(key) {
                self.faults.push(format!("{name} has no {key}"));
            }
        }
        name
    }
}

fn is_token(value: &str) -> bool {
    let sign = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    !value.is_empty() && value.chars().all(sign)
}

/// The declarations of a definition.
fn elements(definition: &str) -> HashMap<String, Declared> {
    let mut elements: HashMap<String, Declared> = HashMap::new();
    for declaration in definition.split("<!").skip(1) {
        let declaration = declaration.split('>').next().unwrap_or_default();
        let mut words = words(declaration).into_iter();
        let kind = words.next().unwrap_or_default();
        let Some(name) = words.next().filter(|_| !kind.starts_with("--")) else {
            continue;
        };
        let element = elements.entry(name).or_default();
        if kind == "ELEMENT" {
            element.content.extend(words);
            continue;
        }
        while let (Some(name), Some(kind), Some(need)) = (words.next(), words.next(), words.next())
        {
            let kind = match kind.as_str() {
                "CDATA" => Kind::Text,
                "NMTOKEN" => Kind::Token,
                "ID" => Kind::Identity,
                "IDREF" => Kind::Reference,
                group => Kind::OneOf(group.split('|').map(str::to_owned).collect()),
            };
            let is_required = need == "#REQUIRED";
            element
                .attributes
                .insert(name, Attribute { is_required, kind });
        }
    }
    elements
}

/// The words of a declaration. For an attribute, what stands in brackets is one word.
fn words(declaration: &str) -> Vec<String> {
    if declaration.starts_with("ELEMENT") {
        let signs = ['(', ')', '|', '*', ' ', '\n'];
        let words = declaration.split(signs).filter(|word| !word.is_empty());
        return words.map(str::to_owned).collect();
    }
    let mut words = Vec::new();
    for (n, part) in declaration.split(['(', ')']).enumerate() {
        match n % 2 {
            1 => words.push(part.replace([' ', '\n'], "")),
            _ => words.extend(part.split_whitespace().map(str::to_owned)),
        }
    }
    words
}

#[test]
fn faults_are_found() {
    let definition = include_str!("timex3.dtd");
    let whole = |marks: &str| faults(&format!("<TimeML>a{marks}</TimeML>"), definition);
    let good = "<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2016\" mod=\"END\" anchorTimeID=\"t1\"/>";
    assert_eq!(whole(good), Vec::<String>::new());
    for (marks, fault) in [
        ("<EVENT/>", "EVENT may not stand here"),
        ("<TIMEX3 tid=\"t1\" type=\"DATE\"/>", "TIMEX3 has no value"),
        (
            "<TIMEX3 tid=\"1\" type=\"DATE\" value=\"\"/>",
            "TIMEX3 tid=\"1\"",
        ),
        (
            "<TIMEX3 tid=\"t1\" type=\"DAY\" value=\"\"/>",
            "TIMEX3 type=\"DAY\"",
        ),
        (
            "<TIMEX3 tid=\"t1\" type=\"SET\" value=\"\" freq=\"2 X\"/>",
            "TIMEX3 freq=\"2 X\"",
        ),
        (
            "<TIMEX3 tid=\"t1\" type=\"SET\" value=\"\" often=\"2X\"/>",
            "TIMEX3 often=\"2X\"",
        ),
        (
            "<TIMEX3 tid=\"t1\" type=\"SET\" value=\"\" beginPoint=\"t9\"/>",
            "nothing has the identity t9",
        ),
    ] {
        assert!(
            whole(marks).contains(&fault.to_owned()),
            "{:?}",
            whole(marks)
        );
    }
    let twice = whole(&good.repeat(2));
    assert_eq!(twice, ["TIMEX3 tid=\"t1\""]);
}
