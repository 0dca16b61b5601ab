//! The `tegami` program. All of it is in the library; see [`tegami::cli`].

fn main() -> std::process::ExitCode {
    tegami::cli::main()
}
