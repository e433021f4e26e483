//! Printer profiles: data that reads, figures with sources, faults that name the next step.

mod delivery;
mod rules;

use massicot::diag::{Diagnostics, Lang, short};
use massicot::geom::{Insets, Length, Size};
use massicot::preflight::{Band, Profile};
use massicot::printers::{Delivery, PageOrder, Printers, Read, SpotKind, Standard};
use massicot::source::Sources;
use massicot::world::MemoryWorld;

fn shipped() -> Printers {
    let (mut sources, mut faults) = (Sources::new(), Diagnostics::new());
    let all = Printers::shipped(&mut sources, &mut faults);
    assert!(faults.is_empty(), "{faults:?}");
    all
}

/// Printers of a kit whose profiles are these files, and what is wrong with them, in French.
fn of_kit(files: &[(&str, &str)]) -> (Printers, Vec<String>) {
    let mut world = MemoryWorld::new();
    for (name, text) in files {
        world.insert(format!("kit/layouts/printers/{name}.yaml"), text.as_bytes());
    }
    let (mut sources, mut faults) = (Sources::new(), Diagnostics::new());
    let all = Printers::read(&world, &["kit/layouts/printers".into()], &mut sources, &mut faults);
    massicot::yaml::locate(&sources, &mut faults);
    let told = faults.iter().map(|fault| short(fault, &sources, Lang::Fr)).collect();
    (all, told)
}

#[test]
fn every_profile_reads_and_every_figure_has_a_source() {
    let all = shipped();
    let names: Vec<_> = all.iter().map(|printer| &*printer.id).collect();
    assert!(names.len() >= 18, "{names:?}");
    for printer in all.iter() {
        let id = &printer.id;
        let path = format!("{}/layouts/printers/{id}.yaml", env!("CARGO_MANIFEST_DIR"));
        assert!(std::path::Path::new(&path).is_file(), "the file of {id} has its name");
        for told in printer.told() {
            assert!(told.source.from.len() > 8, "{id}: {} has no source", told.key);
        }
        for trim in &printer.sizes {
            assert!(trim.source.from.len() > 8, "{id}: {} has no source", trim.name);
        }
        // What a build cannot do without is there, or inherited and told so.
        for (key, there) in [
            ("bleed", printer.bleed.is_some()),
            ("safe", printer.safe.is_some()),
            ("delivery", printer.delivery.is_some()),
            ("standard", printer.standard.is_some()),
            ("resolution", printer.resolution.is_some()),
        ] {
            assert!(there, "{id} has no {key}, not even from the profile it inherits from");
        }
    }
}

#[test]
fn no_size_is_given_twice_and_pixels_hold_the_trim() {
    for printer in shipped().iter() {
        for (index, trim) in printer.sizes.iter().enumerate() {
            assert!(
                printer.sizes[..index].iter().all(|other| other.name != trim.name),
                "{}: {}",
                printer.id,
                trim.name
            );
            let Some([width, height]) = trim.pixels else { continue };
            let bleed = printer.room(trim.size).bleed;
            // 3 to 4.2 mm on every side, whatever the unit of the printer.
            for side in [bleed.top, bleed.right, bleed.bottom, bleed.left] {
                assert!((3.0..4.2).contains(&side.to_mm()), "{}: {} {side}", printer.id, trim.name);
            }
            let px = |length: Length| length.to_px(printer.resolution()).round() as u32;
            assert_eq!(px(trim.size.width + bleed.left + bleed.right), width, "{}: {}", printer.id, trim.name);
            assert_eq!(px(trim.size.height + bleed.top + bleed.bottom), height, "{}: {}", printer.id, trim.name);
        }
    }
}

#[test]
fn the_pixels_of_a_poker_face_are_those_that_the_printers_take() {
    let all = shipped();
    let poker = Size::mm(63.5, 88.9);
    // 2.5 × 3.5 inches at 300 ppi are 750 × 1050 pixels; 36 a side make 822 × 1122, 36 / 300 × 25.4 mm = 3.048 mm.
    let mpc = all.get("makeplayingcards").unwrap();
    assert_eq!(mpc.trim(poker).unwrap().unwrap().pixels, Some([822, 1122]));
    let near = |a: Insets, top: f64, left: f64| {
        assert!((a.top.to_mm() - top).abs() < 1e-6 && (a.left.to_mm() - left).abs() < 1e-6, "{a:?}");
    };
    near(mpc.room(poker).bleed, 3.048, 3.048);
    // Turned cards have turned pixels.
    assert_eq!(mpc.trim(poker.turned()).unwrap().unwrap().pixels_of(poker.turned()), Some([1122, 822]));
    // 1/8 inch a side: 750 + 75 = 825, 1050 + 75 = 1125.
    let tgc = all.get("The Game Crafter").unwrap_err();
    assert_eq!(tgc.hints[0].en, "did you mean “thegamecrafter”?");
    let tgc = all.get("thegamecrafter").unwrap();
    assert_eq!(tgc.trim(poker).unwrap().unwrap().pixels, Some([825, 1125]));
    near(tgc.room(poker).bleed, 3.175, 3.175);
    // The European size takes the same picture: (69.85 − 63) / 2 and (95.25 − 88) / 2 beyond it.
    near(tgc.room(Size::mm(63.0, 88.0)).bleed, 3.625, 3.425);
}

#[test]
fn figures_of_one_printer_are_its_own_and_the_others_are_inherited() {
    let all = shipped();
    let dtc = all.get("DriveThruCards").unwrap();
    assert_eq!(dtc.order(), PageOrder::BackFront);
    assert_eq!(dtc.standard.as_ref().unwrap().is, Standard::X1a2003);
    let ink = dtc.ink.as_ref().unwrap();
    assert!((ink.is - 240.0).abs() < f64::EPSILON && ink.inherited.is_none() && ink.source.read == Read::Printer);
    let corners = dtc.radius.as_ref().unwrap();
    assert_eq!(corners.inherited.as_deref(), Some("Offset in the US"), "told as another's");
    assert_eq!(all.get("puzzlefactory").unwrap().delivery(), Delivery::PdfFrontsBacks);
    let spots = &all.get("onlineprinters").unwrap().spots;
    assert_eq!(spots[&SpotKind::Varnish].is, "coating");
    assert_eq!(spots[&SpotKind::Crease].inherited.as_deref(), Some("Offset en Europe"));
}

#[test]
fn figures_become_the_limits_of_the_rules() {
    let all = shipped();
    let mein = Profile::for_printer(all.get("meinspiel").unwrap());
    assert_eq!(mein.text, Some(Length::pt(6.0)));
    assert_eq!(mein.resolution, Some(Band { error: 150.0, warning: 300.0 }));
    assert_eq!(mein.line, Some(Band { error: Length::pt(0.125), warning: Length::pt(0.5) }));
    assert_eq!(Profile::for_printer(all.get("drivethrucards").unwrap()).ink, Some(240.0));
    // Who converts colours itself has no ink to limit.
    let mpc = Profile::for_printer(all.get("makeplayingcards").unwrap());
    assert_eq!((mpc.ink, mpc.code_in_black, mpc.rich_black), (None, false, None));
}

#[test]
fn a_size_that_is_not_cut_names_the_nearest() {
    let all = shipped();
    let fault = all.get("meinspiel").unwrap().trim(Size::mm(63.0, 88.0)).unwrap_err();
    assert_eq!(&*fault.nearest.name, "skat");
    assert!(all.get("generic-eu").unwrap().trim(Size::mm(33.0, 44.0)).unwrap().is_none(), "any size");
}

const SHOP: &str = "\
printer: atelier
name: L’Atelier
about: { fr: Une presse, en: A press }
inherits: saxoprint
sources:
  devis: { from: devis du 3 mars 2026, read: printer }
ink: { is: 260, source: devis }
";

#[test]
fn a_kit_has_printers_of_its_own_and_replaces_those_of_the_program() {
    let (all, faults) = of_kit(&[("atelier", SHOP), ("mine", "printer: koryo\nname: Mine\nabout: { fr: a, en: b }\n")]);
    assert_eq!(faults, Vec::<String>::new());
    let shop = all.get("Atelier").unwrap();
    assert!((shop.ink.as_ref().unwrap().is - 260.0).abs() < f64::EPSILON);
    let bleed = shop.bleed.as_ref().unwrap();
    assert_eq!((bleed.is, bleed.inherited.as_deref()), (Length::mm(2.0), Some("Saxoprint")));
    let ink = shop.safe.as_ref().unwrap();
    assert_eq!((ink.is, ink.source.read), (Length::mm(3.0), Read::Quoted));
    assert_eq!(&*all.get("koryo").unwrap().name, "Mine");
}

#[test]
fn faults_of_profiles_are_all_told_with_their_place() {
    let broken = SHOP.replace("source: devis", "source: devs").replace("saxoprint", "saxoprin")
        + "bleed: { is: 3, source: devis }\nrésolution: { is: 300, source: devis }\n";
    let (_, faults) = of_kit(&[("atelier", &broken)]);
    assert!(
        faults.iter().any(|fault| fault.contains("atelier.yaml:8:") && fault.contains("n’a pas d’unité")),
        "{faults:?}"
    );
    assert!(faults.iter().any(|fault| fault.contains("résolution")), "{faults:?}");
    let sources = SHOP.replace("source: devis", "source: devs").replace("saxoprint", "saxoprin");
    let (all, faults) = of_kit(&[("atelier", &sources)]);
    assert!(faults.iter().any(|fault| fault.contains(":4:") && fault.contains("saxoprin")), "{faults:?}");
    assert!(faults.iter().any(|fault| fault.contains(":7:") && fault.contains("devs")), "{faults:?}");
    assert!(all.get("atelier").unwrap().ink.is_none(), "a figure without source is none");
}

#[test]
fn profiles_that_inherit_in_a_circle_are_a_fault() {
    let of = |name: &str, parent: &str| {
        format!("printer: {name}\nname: {name}\nabout: {{ fr: a, en: b }}\ninherits: {parent}\n")
    };
    let (all, faults) = of_kit(&[("a", &of("a", "b")), ("b", &of("b", "a"))]);
    assert!(!faults.is_empty() && faults.iter().all(|fault| fault.contains("circular-printer")), "{faults:?}");
    assert!(all.get("a").is_err());
}

#[test]
fn unknown_printers_are_answered_with_near_names() {
    let all = shipped();
    assert_eq!(all.get("saxoprnt").unwrap_err().hints[0].fr, "vouliez-vous dire « saxoprint » ?");
    assert!(all.get("zzzzzzzz").unwrap_err().hints[0].fr.contains("massicot list --printers"));
}
