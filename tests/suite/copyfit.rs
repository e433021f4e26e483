//! Copy budgets: how full frames are, worked out by hand from lines of 12 pt.

use crate::project::Project;
use massicot::compile::{self, CopyDeck, Silent};

fn budgets(mut project: Project) -> Vec<CopyDeck> {
    project.job.copyfit = true;
    compile::check(&project.world(), &project.job, &Silent).copyfit
}

/// Frames and cards as `frame face style: card lines/room words/room share size`.
fn told(decks: &[CopyDeck]) -> Vec<String> {
    let frames = decks.iter().flat_map(|deck| &deck.frames);
    let lines = frames.flat_map(|frame| {
        frame.cards.iter().map(|(card, fill)| {
            format!(
                "{} {} {}: {card} {}/{} lines, {} words, {:.1}pt{}",
                frame.frame,
                frame.side.key(),
                frame.style,
                fill.lines,
                fill.room_lines,
                fill.words,
                fill.size.to_pt(),
                if fill.fits { "" } else { ", too much" },
            )
        })
    });
    lines.collect()
}

#[test]
fn the_fullest_frames_and_cards_come_first() {
    let project = Project::new()
        .layout(
            "front",
            "boxes:
  - { id: title, at: { x: 5mm, y: 5mm, width: 50mm, height: 36pt }, text: \"{title}\" }
  - { id: label, at: { x: 5mm, y: 80mm, width: 50mm, height: 12pt }, text: Toujours le même }
  - { id: note, at: { x: 5mm, y: 40mm, width: 50mm, height: 36pt }, text: { value: \"{note}\", fit: 5pt } }
",
        )
        .card("id: A1\ntitle: un\nnote: deux mots")
        .card("id: A2\ntitle: \"un\\n\\ndeux\"\nnote: \"a\\n\\nb\\n\\nc\\n\\nd\"");
    // Four lines in the height of three: 7.5 pt. What is on every card alike is no copy.
    assert_eq!(
        told(&budgets(project)),
        [
            "note front text: A2 4/4 lines, 4 words, 7.5pt",
            "note front text: A1 1/3 lines, 2 words, 10.0pt",
            "title front text: A2 2/3 lines, 2 words, 10.0pt",
            "title front text: A1 1/3 lines, 1 words, 10.0pt",
        ]
    );
}

#[test]
fn what_does_not_fit_is_counted_too() {
    let project = Project::new()
        .layout(
            "front",
            "boxes:\n  - { id: title, at: { x: 5mm, y: 5mm, width: 50mm, height: 24pt }, text: \"{title}\" }\n",
        )
        .card("id: A1\ntitle: \"un\\n\\ndeux trois\\n\\nquatre\"");
    let decks = budgets(project);
    assert_eq!(told(&decks), ["title front text: A1 3/2 lines, 4 words, 10.0pt, too much"]);
    let (_, fill) = &decks[0].frames[0].cards[0];
    assert!((fill.share - 1.5).abs() < 1e-9 && fill.room_words() == 2, "{fill:?}");
}

#[test]
fn boxes_of_a_column_have_what_the_column_has_left() {
    let project = Project::new()
        .layout(
            "front",
            "boxes:
  - id: texts
    at: { x: 5mm, y: 5mm, width: 50mm, height: 96pt }
    direction: column
    gap: 12pt
    children:
      - { id: one, text: \"{title}\" }
      - { id: two, text: \"{note}\" }
",
        )
        .card("id: A1\ntitle: un\nnote: \"un\\n\\ndeux\"");
    // 96 pt less three lines and the gap leave 48 pt, four lines for either.
    assert_eq!(
        told(&budgets(project)),
        ["texts/two front text: A1 2/6 lines, 2 words, 10.0pt", "texts/one front text: A1 1/5 lines, 1 words, 10.0pt"]
    );
}

#[test]
fn nothing_is_counted_unasked() {
    let project =
        Project::new().layout("front", "boxes:\n  - { at: safe, text: \"{title}\" }\n").card("id: A1\ntitle: un");
    assert!(project.check().copyfit.is_empty());
}
