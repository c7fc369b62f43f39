//! Arguments in, exit code out.
fn main() {
    let file = std::env::args_os().nth(1).map(Into::into);
    let start = adquem::app::Start { file, ..Default::default() };
    if let Err(e) = adquem::app::run(start) {
        #[allow(clippy::print_stderr)]
        {
            eprintln!("{e}");
        }
    }
}
