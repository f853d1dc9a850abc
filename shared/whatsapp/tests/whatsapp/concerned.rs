//! Whom a message concerns: blank ids name nobody, and a system message concerns the old identity as well as the
//! new.

use std::collections::HashSet;

use whatsapp::inbound::{Content, SystemEvent};
use whatsapp::webhook::{Delivery, split};

use crate::support::body_with;

/// The ids in braces, as they are concerned: user id, then number.
fn concerned(head: &str, system: &str) -> Vec<Delivery> {
    let message =
        format!(r#"{{"id":"m",{head}"timestamp":"1","type":"system","system":{system}}}"#);
    split(&body_with(&format!("[{message}]")))
        .unwrap()
        .deliveries
}

fn ids(deliveries: &[Delivery]) -> Vec<String> {
    let ids = deliveries.iter().map(|delivery| {
        let ids: Vec<&str> = delivery.address.ids().collect();
        ids.join(" ")
    });
    ids.collect()
}

#[test]
fn a_system_message_concerns_who_they_were_whoever_it_comes_from() {
    let renamed = r#"{"type":"user_changed_user_id","user_id":"GB.2","previous_user_id":"GB.1"}"#;
    let moved = r#"{"type":"user_changed_number","wa_id":"448","customer":"447"}"#;
    let also_moved = r#"{"type":"user_changed_number","wa_id":"448","previous_wa_id":"447"}"#;
    let unheard_of = r#"{"type":"user_is_another","previous_user_id":"GB.1","wa_id":"447"}"#;
    for (head, system, expected) in [
        ("", renamed, vec!["GB.1", "GB.2"]),
        (r#""from":"","#, renamed, vec!["GB.1", "GB.2"]),
        (
            r#""from":" ","from_user_id":null,"#,
            renamed,
            vec!["GB.1", "GB.2"],
        ),
        (r#""from_user_id":"GB.2","#, renamed, vec!["GB.1", "GB.2"]),
        (
            r#""from_user_id":"GB.1","from":"447","#,
            renamed,
            vec!["GB.1 447", "GB.2"],
        ),
        (r#""from":"448","#, moved, vec!["447", "448"]),
        (r#""from":"448","#, also_moved, vec!["447", "448"]),
        (r#""from":"447","#, moved, vec!["447"]),
        (
            r#""from":"447","from_user_id":"GB.2","#,
            moved,
            vec!["447", "GB.2 447"],
        ),
        (r#""from":"","#, unheard_of, vec!["GB.1", "447"]),
    ] {
        let deliveries = concerned(head, system);
        assert_eq!(ids(&deliveries), expected, "{head} {system}");
        for delivery in deliveries {
            let content = delivery.message().unwrap().content;
            let is_change = matches!(
                content,
                Content::System(SystemEvent::IdentityChanged | SystemEvent::NumberChanged { .. })
            );
            assert!(is_change, "{head} {system}");
        }
    }
}

#[test]
fn everybody_concerned_hears_of_it_once_and_in_a_group_of_their_own() {
    let renamed = r#"{"type":"user_changed_user_id","user_id":"GB.2","previous_user_id":"GB.1","customer":"447"}"#;
    let deliveries = concerned(r#""from_user_id":"GB.2","#, renamed);
    let again = concerned(r#""from_user_id":"GB.2","#, renamed);
    let distinct = |of: fn(&Delivery) -> String| deliveries.iter().map(of).collect::<HashSet<_>>();
    assert_eq!(deliveries.len(), 3);
    assert_eq!(distinct(Delivery::deduplication_key).len(), 3);
    assert_eq!(distinct(Delivery::group_key).len(), 3);
    let keys = |of: &[Delivery]| {
        of.iter()
            .map(Delivery::deduplication_key)
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&deliveries), keys(&again), "a repeat is one");
    assert_eq!(
        deliveries[0].id, "m",
        "the old identity has the message's own"
    );
}

#[test]
fn a_blank_id_is_no_id_wherever_one_is_read() {
    let text = |head: &str| format!(r#"{{"id":"m",{head}"type":"text","text":{{"body":"x"}}}}"#);
    let status = |head: &str| format!(r#"{{"id":"m",{head}"status":"sent"}}"#);
    for blank in [r#""""#, r#"" ""#, r#""\u00a0""#, r#""\u200b""#, "null"] {
        let from = text(&format!(
            r#""from":{blank},"from_user_id":"GB.1","group_id":"","#
        ));
        let contact = format!(r#"{{"wa_id":{blank},"user_id":"GB.1"}}"#);
        let to = status(&format!(
            r#""recipient_id":{blank},"recipient_user_id":"GB.1","#
        ));
        let nobody = text(&format!(r#""from":{blank},"from_user_id":{blank},"#));
        for (items, expected) in [
            (format!("[{from}]"), vec!["GB.1"]),
            (
                format!(r#"[{nobody}],"contacts":[{contact}]"#),
                vec!["GB.1"],
            ),
            (format!(r#"[],"statuses":[{to}]"#), vec!["GB.1"]),
            (format!("[{nobody}]"), vec![]),
        ] {
            let split = split(&body_with(&items)).unwrap();
            assert_eq!(ids(&split.deliveries), expected, "{items}");
        }
    }
}

#[test]
fn what_nobody_wrote_is_told_from_what_somebody_did() {
    let renamed = r#"{"type":"user_changed_user_id","previous_user_id":"GB.1"}"#;
    assert!(
        concerned("", renamed)
            .iter()
            .all(|notice| !notice.is_written())
    );
    let interactive = |kind: &str| {
        format!(
            r#"{{"id":"m","from":"447","type":"interactive","interactive":{{"type":"{kind}"}}}}"#
        )
    };
    for (message, is_written) in [
        (
            r#"{"id":"m","from":"447","type":"text","text":{"body":"x"}}"#.to_owned(),
            true,
        ),
        (interactive("nfm_reply"), true),
        (interactive("call_permission_reply"), false),
        (
            r#"{"id":"m","from":"447","type":"call_log"}"#.to_owned(),
            false,
        ),
        (
            r#"{"id":"m","from":"447","type":"unsupported","unsupported":{"type":"missed_call"}}"#
                .to_owned(),
            false,
        ),
    ] {
        let split = split(&body_with(&format!("[{message}]"))).unwrap();
        assert_eq!(split.deliveries[0].is_written(), is_written, "{message}");
    }
}

#[test]
fn the_status_of_a_payment_or_a_call_is_no_status_of_a_message() {
    for other in [
        r#""type":"payment","payment":{"reference_id":"r"}"#,
        r#""type":"call""#,
        r#""payment":{"reference_id":"r"}"#,
    ] {
        let status = format!(r#"{{"id":"m","recipient_id":"447","status":"failed",{other}}}"#);
        let split = split(&body_with(&format!(r#"[],"statuses":[{status}]"#))).unwrap();
        assert_eq!(
            (split.deliveries.len(), split.ignored_items),
            (0, 1),
            "{other}"
        );
    }
    let ours = r#"{"id":"m","recipient_id":"447","status":"failed","type":"message"}"#;
    let split = split(&body_with(&format!(r#"[],"statuses":[{ours}]"#))).unwrap();
    assert_eq!(split.deliveries.len(), 1);
}
