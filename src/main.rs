//! The command line.
use massicot::*;
fn main() {
    let w = world::DiskWorld::new();
    let mut job = compile::Job::new(std::env::args().nth(1).unwrap());
    if let Some(f) = std::env::args().nth(2) { job.formats = f.split(',').map(|x| match x { "pdf" => compile::Format::Pdf, "png" => compile::Format::Png, _ => compile::Format::Svg }).collect(); }
    let r = compile::build(&w, &job, &compile::Silent, &mut |p, b| world::write_atomically(&std::path::Path::new("output").join(p), b)).unwrap();
    for d in r.diagnostics.iter() { eprintln!("{}\n", diag::human(d, &r.sources, diag::Lang::Fr, diag::Style::Plain)); }
    eprintln!("{} diags, {} files", r.diagnostics.iter().count(), r.written.len());
}
