//! The guidelines beside the text.

use super::*;
use crate::annotation::{LabelChange, LabelId, SchemaEdit};
use crate::windows::picture;
use crate::windows::session::tests::scene as empty_scene;

const TEXT: &str = "Read *slowly*.\n\n# People\n\nLabel the whole name.\n\n## Titles\n\n- with **Dr**\n\n# Places\n\nTowns and rivers.";

fn scene() -> Scene {
    let mut scene = empty_scene("a");
    let schema = &mut scene.context.project.schema;
    for label in schema.labels().to_vec() {
        let edit = match label.id.as_str() {
            "PERSON" => schema.edit(&label.id, LabelChange::Examples(vec!["Ada".to_owned()])),
            "ORG" => schema.edit(&label.id, LabelChange::Description(String::new())),
            _ => schema.edit(&label.id, LabelChange::Delete),
        };
        edit.unwrap().apply(schema).unwrap();
    }
    schema.rewrite(TEXT).apply(schema).unwrap();
    scene
}

fn text(words: &str) -> Given {
    Given::Text(words.to_owned())
}

#[test]
fn they_fold_at_their_headings_and_end_with_the_labels() {
    picture::check("guidelines", &Guidelines::default().view(&scene()));
}

#[test]
fn a_search_shows_the_parts_in_which_it_is_found() {
    let (mut window, scene) = (Guidelines::default(), scene());
    window.update(Message::Search, text("dr"), &scene);
    picture::check("guidelines-search", &window.view(&scene));
    window.update(Message::Search, text("whale"), &scene);
    let drawn = window.view(&scene).to_string();
    assert!(drawn.contains("Nothing here says that"), "{drawn}");
}

#[test]
fn what_is_written_is_one_change_and_can_be_let_go() {
    let (mut window, scene) = (Guidelines::default(), scene());
    window.update(Message::Edit, Given::Nothing, &scene);
    window.update(Message::Write, text("# New\n\n"), &scene);
    picture::check("guidelines-writing", &window.view(&scene));
    let orders = window.update(Message::Save, Given::Nothing, &scene);
    let edit: SchemaEdit = scene.context.project.schema.rewrite("# New");
    assert_eq!(orders, [Order::Labels(vec![edit])]);
    window.update(Message::Edit, Given::Nothing, &scene);
    window.update(Message::Write, text("# Other"), &scene);
    window.update(Message::Cancel, Given::Nothing, &scene);
    assert_eq!(window.update(Message::Save, Given::Nothing, &scene), []);
}

#[test]
fn without_guidelines_it_says_what_to_do() {
    let mut scene = empty_scene("a");
    let schema = &mut scene.context.project.schema;
    schema
        .edit(&LabelId::new("URL"), LabelChange::Delete)
        .unwrap()
        .apply(schema)
        .unwrap();
    let drawn = Guidelines::default().view(&scene).to_string();
    assert!(drawn.contains("No guidelines yet"), "{drawn}");
    assert!(
        drawn.contains("PERSON"),
        "the labels are there all the same"
    );
}
