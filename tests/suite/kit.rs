//! The kit that ships: no fault, no remark, and what its users were promised.

use massicot::compile::{self, Job, Silent};
use massicot::diag::{self, Lang};
use massicot::scene::{Item, Role};
use massicot::world::DiskWorld;

fn job() -> Job {
    Job::new(concat!(env!("CARGO_MANIFEST_DIR"), "/decks/tiroirs"))
}

#[test]
fn the_kit_is_clean_and_every_code_reads_back() {
    let report = compile::check(&DiskWorld::new(), &job(), &Silent);
    let said: Vec<_> = report.diagnostics.iter().map(|fault| diag::short(fault, &report.sources, Lang::Fr)).collect();
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn reperes_has_24_cards_of_two_faces_with_a_code_on_each_back() {
    let (documents, _) = compile::scenes(&DiskWorld::new(), &job(), &Silent);
    let pages = &documents[0].pages;
    assert_eq!(pages.len(), 48);
    for (index, card) in pages.chunks(2).enumerate() {
        let code = format!("R{:02}", index + 1);
        assert_eq!([card[0].name.as_str(), card[1].name.as_str()], [format!("{code}-recto"), format!("{code}-verso")]);
        let mut payloads = Vec::new();
        codes(&card[1].items, &mut payloads);
        assert_eq!(payloads, [format!("https://tiroirs.example/{}", code.to_lowercase())]);
        // A6, ISO 216.
        assert_eq!((card[0].boxes.trim.width.to_mm(), card[0].boxes.trim.height.to_mm()), (105.0, 148.0));
    }
}

fn codes(items: &[Item], payloads: &mut Vec<String>) {
    for item in items {
        if let Item::Group(group) = item {
            if let Some(Role::Qr { payload, .. }) = &group.role {
                payloads.push(payload.to_string());
            }
            codes(&group.items, payloads);
        }
    }
}
