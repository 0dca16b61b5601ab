//! Folders come and go.

use pretty_assertions::assert_eq;

use super::World;
use super::client::Raw;

#[tokio::test]
async fn folders_are_made_renamed_and_deleted() {
    let world = World::open();
    let mut raw = Raw::logged_in(&world).await;
    raw.command("CREATE Work/2026/", "OK").await;
    raw.command("CREATE work//x", "NO [CANNOT]").await;
    raw.command("CREATE \"a%\"", "NO [CANNOT]").await;
    raw.command("CREATE inbox", "NO [ALREADYEXISTS]").await;
    raw.command("DELETE Inbox", "NO [CANNOT]").await;
    raw.command("DELETE Work", "NO [HASCHILDREN]").await;
    raw.command("DELETE Nothing", "NO [NONEXISTENT]").await;
    assert_eq!(raw.command(r#"LIST "" Work/%"#, "OK").await, "* LIST () \"/\" Work/2026\r\n");
    assert_eq!(raw.command("LIST Work/ *", "OK").await, "* LIST () \"/\" Work/2026\r\n");
    assert_eq!(raw.command(r#"LIST "" """#, "OK").await, "* LIST (\\Noselect) \"/\" \"\"\r\n");
    raw.command("RENAME Work Work/Old", "NO [CANNOT]").await;
    raw.command("RENAME Work Junk", "NO [ALREADYEXISTS]").await;
    raw.command("RENAME Work Past", "OK").await;
    let all = raw.command(r#"LIST "" *"#, "OK").await;
    let names: Vec<_> = all.lines().filter_map(|line| line.rsplit(' ').next()).collect();
    assert_eq!(names, ["INBOX", "Junk", "Past", "Past/2026"]);
    raw.command("DELETE Past/2026", "OK").await;
    raw.command("SELECT Past/2026", "NO [NONEXISTENT]").await;
    raw.command("STATUS Past/2026 (MESSAGES)", "NO [NONEXISTENT]").await;
}

#[tokio::test]
async fn letters_of_the_inbox_move_when_it_is_renamed() {
    let world = World::open();
    world.file("INBOX", b"Subject: 1\r\n\r\n");
    let mut raw = Raw::reading(&world).await;
    assert_eq!(raw.command("RENAME INBOX Old", "OK").await, "* 1 EXPUNGE\r\n");
    let status = raw.command("STATUS Old (MESSAGES UIDNEXT UNSEEN DELETED)", "OK").await;
    assert_eq!(status, "* STATUS Old (MESSAGES 1 UIDNEXT 2 UNSEEN 1 DELETED 0)\r\n");
    world.file("INBOX", b"Subject: 2\r\n\r\n");
    let status = raw.command("STATUS INBOX (MESSAGES UIDNEXT)", "OK").await;
    assert_eq!(status, "* STATUS INBOX (MESSAGES 1 UIDNEXT 3)\r\n* 1 EXISTS\r\n* 1 RECENT\r\n");
}

#[tokio::test]
async fn a_folder_under_an_old_name_is_another_one() {
    let world = World::open();
    let (mut one, mut other) = (Raw::logged_in(&world).await, Raw::logged_in(&world).await);
    one.command("CREATE Trip", "OK").await;
    world.file("Trip", b"Subject: 1\r\n\r\n");
    let selected = other.command("SELECT Trip", "OK [READ-WRITE]").await;
    assert!(selected.contains("[UIDVALIDITY 2]"), "{selected}");
    one.command("DELETE Trip", "OK").await;
    one.command("CREATE Trip", "OK").await;
    world.file("Trip", b"Subject: 2\r\n\r\n");
    assert_eq!(other.command("UID FETCH 1 BODY.PEEK[]", "OK").await, "* 1 EXPUNGE\r\n");
    let selected = other.command("SELECT Trip", "OK [READ-WRITE]").await;
    assert!(selected.contains("[UIDVALIDITY 3]") && selected.contains("* 1 EXISTS"), "{selected}");
}

#[tokio::test]
async fn a_user_subscribes_to_folders() {
    let world = World::open();
    let mut raw = Raw::logged_in(&world).await;
    raw.command("CREATE News", "OK").await;
    raw.command("SUBSCRIBE News", "OK").await;
    raw.command("SUBSCRIBE Nothing", "NO [NONEXISTENT]").await;
    raw.command("UNSUBSCRIBE inbox", "OK").await;
    raw.command("DELETE News", "OK").await;
    let lsub = raw.command(r#"LSUB "" *"#, "OK").await;
    assert_eq!(lsub, "* LSUB (\\Junk) \"/\" Junk\r\n* LSUB (\\Noselect) \"/\" News\r\n");
    raw.command("UNSUBSCRIBE News", "OK").await;
    raw.command("UNSUBSCRIBE News", "NO").await;
}

#[tokio::test]
async fn nobody_piles_up_folders() {
    let world = World::open();
    let mut raw = Raw::logged_in(&world).await;
    raw.command(&format!("CREATE {}", ["x"; 15].join("/")), "NO [OVERQUOTA]").await;
    raw.command(&format!("CREATE {}", ["x"; 14].join("/")), "OK").await;
    raw.command("CREATE y", "NO [OVERQUOTA]").await;
    raw.command("RENAME x y", "OK").await;
    raw.command(&format!("RENAME y {}", "z".repeat(120)), "NO [CANNOT]").await;
    raw.command(&format!("CREATE {}", "z".repeat(129)), "NO [CANNOT]").await;
}

#[tokio::test]
async fn the_server_says_who_it_is() {
    let world = World::open();
    let mut raw = Raw::connect(&world).await;
    assert!(raw.command(r#"ID ("name" "test")"#, "OK").await.contains(r#"* ID ("name" "tegami" "version" "#));
    assert!(raw.command("CAPABILITY", "OK").await.contains(" AUTH=PLAIN "));
    raw.command("LOGIN mari mari-secret", "OK").await;
    let known = raw.command("CAPABILITY", "OK").await;
    assert!(known.contains(" IDLE ") && !known.contains("AUTH="), "{known}");
    assert_eq!(raw.command("NAMESPACE", "OK").await, "* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n");
    raw.command("ENABLE UTF8=ACCEPT", "OK").await;
    raw.command("STARTTLS", "BAD").await;
    raw.command("EXPUNGE", "BAD EXPUNGE is for those who have selected a folder").await;
}
