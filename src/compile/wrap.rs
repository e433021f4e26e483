//! The files of boxes: for the press, for eyes, for machines, and for the office printer where its paper is large enough.

use std::io;
use std::sync::Arc;

use super::files::{Batch, Put};
use super::package::Boxed;
use super::{Delivered, Faces, Format, Profile, Run, Sink};
use crate::diag::Diagnostic;
use crate::export::pdf;
use crate::geom::{Length, PageBoxes, Size, Transform};
use crate::impose::tile::UNPRINTABLE;
use crate::say;
use crate::scene::{Group, Item, Page};

/// The paper of the home version where nobody names another, upright.
const A4: Size = Size::mm(210.0, 297.0);

impl Run<'_> {
    /// Blanks → files → sink.
    pub(super) fn wrap(&mut self, boxed: &Boxed, faces: bool, sink: &mut Sink<'_>) -> io::Result<()> {
        let Boxed { made, seen } = boxed;
        self.variant = None;
        self.locale.clone_from(&made.names.lang);
        for format in self.job.formats.iter().filter(|_| faces) {
            let document = if self.job.bleed { made.document() } else { seen };
            let batch = Batch {
                names: &made.names,
                document,
                what: "",
                bleed: self.job.bleed,
                clear: !self.job.bleed,
                sheet: None,
            };
            match format {
                Format::Pdf => self.box_pdf(boxed, sink)?,
                Format::Svg => self.svg(&Batch { document: made.document(), ..batch }, sink)?,
                Format::Png => self.png(&batch, sink)?,
                Format::CutSvg | Format::Dxf => self.deck_lines(made, *format, sink)?,
            }
        }
        if self.is_home() {
            self.box_at_home(boxed, sink)?;
        }
        Ok(())
    }

    fn box_pdf(&mut self, Boxed { made, seen }: &Boxed, sink: &mut Sink<'_>) -> io::Result<()> {
        for profile in &self.profiles.clone() {
            let (what, document) = match profile {
                Profile::Press => ("press", made.document()),
                Profile::Screen => ("screen", seen),
                Profile::Home => continue,
            };
            let printer = self.printer.clone().filter(|_| *profile == Profile::Press);
            let what = format!("{}_{}", made.count(), printer.as_ref().map_or(what, |printer| &printer.id));
            let path = made.names.path_for(printer.as_ref().map(|printer| &*printer.id), "", &what, "pdf");
            let delivered = printer.map(|printer| Delivered {
                printer: Some(printer.id.to_string()),
                faces: Some(Faces::Fronts),
                pages: Vec::new(),
            });
            let options = self.pdf_options(*profile);
            self.pdf(Put { path, sheet: None, delivered }, document, &options, sink)?;
        }
        Ok(())
    }

    /// Each blank in the middle of a sheet of paper, at its true size; told where it is too large.
    fn box_at_home(&mut self, Boxed { made, seen }: &Boxed, sink: &mut Sink<'_>) -> io::Result<()> {
        let paper = self.home_paper();
        let pages: Option<Vec<Page>> = seen.pages.iter().map(|page| on_paper(page, paper)).collect();
        let Some(pages) = pages else {
            let largest = seen.pages.iter().map(|page| page.boxes.trim);
            self.diagnostics.extend(largest.filter(|blank| turned(*blank, paper).is_none()).map(too_large_at_home));
            return Ok(());
        };
        let path = made.names.path("", &format!("{}_home", made.count()), "pdf");
        let options = pdf::Options { links: false, ..pdf::Options::home(None) };
        self.pdf(Put::at(path), &seen.with_pages(pages), &options, sink)
    }

    fn home_paper(&self) -> Size {
        let named = self.job.sheets.paper.as_deref().and_then(|name| crate::sizes::Format::parse(name).ok());
        named.map_or(A4, |format| format.trim)
    }
}

/// The paper, upright or turned, that holds a blank inside the border that office printers leave white.
fn turned(blank: Size, paper: Size) -> Option<Size> {
    let border = UNPRINTABLE * 2.0;
    let holds = |paper: &Size| blank.width + border <= paper.width && blank.height + border <= paper.height;
    [paper, paper.turned()].into_iter().find(holds)
}

fn on_paper(page: &Page, paper: Size) -> Option<Page> {
    let (blank, paper) = (page.boxes.trim, turned(page.boxes.trim, paper)?);
    let transform = Transform::translate((paper.width - blank.width) * 0.5, (paper.height - blank.height) * 0.5);
    let items = vec![Item::Group(Box::new(Group { transform, items: page.items.clone(), ..Group::default() }))];
    let boxes = PageBoxes::new(paper, Length::ZERO, Length::ZERO);
    Some(Page {
        boxes,
        items,
        name: page.name.clone(),
        card: page.card.as_ref().map(Arc::clone),
        ..Page { copies: 1, ..Page::default() }
    })
}

fn too_large_at_home(blank: Size) -> Diagnostic {
    let (width, height) = (blank.width, blank.height);
    let message = say!(
        "à plat, la boîte mesure {width} × {height} : aucune feuille ne la contient chez soi",
        "flat, the box measures {width} × {height}: no sheet holds it at home"
    );
    Diagnostic::warning("box-too-large", message).hint(say!(
        "nommez un papier plus grand : --paper A3 ; ou faites découper la boîte d’après ses tracés",
        "name larger paper: --paper A3; or have the box cut from its lines"
    ))
}
