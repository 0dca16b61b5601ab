//! A world that has closed leaves nothing behind: no thread, no socket, no file. Alone in its process, because it counts.
#![cfg(target_os = "linux")]

use tegami::scenario::library;
use tegami::world::{self, Options};

/// How many entries a folder of `/proc/self` has: open files under `fd`, threads under `task`.
fn count(of: &str) -> usize {
    std::fs::read_dir(format!("/proc/self/{of}")).expect("Linux tells").count()
}

#[test]
fn many_worlds_leave_what_few_leave() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let play = |times: usize| {
        for _ in 0..times {
            for builtin in library::all() {
                let scenario = builtin.parse().scenario.expect("built-in lessons parse");
                runtime.block_on(world::run(&scenario, Options::default())).expect("it runs");
            }
        }
        // mailin closes its end of a connection on a thread of its own, in its own time.
        let settled = || (0..1_000).find(|_| count("fd") <= 40);
        settled();
        (count("fd"), count("task"))
    };
    let (files, threads) = play(1);
    let (files_after, threads_after) = play(3);
    assert!(files_after <= files + 4, "{files} open files became {files_after}");
    assert_eq!(threads, threads_after, "threads");
}
