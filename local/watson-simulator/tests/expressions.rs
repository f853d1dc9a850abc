//! IBM's documented expressions, each evaluated as a skill's author would write it.
//!
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-methods>

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod support;

use serde_json::json;
use support::small::{Talk, node, says, small};

/// What a skill says whose only node says `template`, to somebody who said `said`.
fn heard(template: &str, said: &str) -> String {
    let context = json!({
        "list": ["onion", "olives", "ham"],
        "more": ["mushroom"],
        "cities": [
            { "name": "Tokyo", "population": 9_273_000 },
            { "name": "Rome", "population": 2_868_104 },
            { "name": "Beijing", "population": 20_693_000 },
        ],
        "user": { "first_name": "John", "last_name": "Snow" },
        "text": "This is a text.",
        "min": 5_000_000,
        "json": r#"{"a":[1,2]}"#,
    });
    let skill = small(json!([node("all", "true", says(template), json!({}))]));
    let mut talk = Talk::with(&skill);
    for (name, value) in context.as_object().unwrap() {
        talk.set(name, value.clone());
    }
    talk.say(said)
}

fn all(cases: &[(&str, &str)]) {
    for (expression, expected) in cases {
        let template = format!("{{<? {expression} ?>}}");
        assert_eq!(
            heard(&template, "hello"),
            format!("{{{expected}}}"),
            "{expression}"
        );
    }
}

#[test]
fn numbers_are_javas() {
    all(&[
        ("7/2", "3"),
        ("7.0/2", "3.5"),
        ("7 % 4 + 2 * 3", "9"),
        ("2^10", "1024"),
        ("-7/2", "-3"),
        ("5.toDouble()/2", "2.5"),
        ("'12'.toInt() + 1", "13"),
        ("'x'.toInt() == null", "true"),
        ("5000000000L + 1", "5000000001"),
        ("T(Math).max(3,9)", "9"),
        ("T(Math).min(3.5,9)", "3.5"),
        ("T(java.lang.Math).pow(2.toDouble(),3.toDouble())", "8.0"),
        ("T(Math).round(2.5)", "3"),
        ("T(Math).floor(2.7)", "2.0"),
        ("T(Math).sqrt(16)", "4.0"),
        ("T(Math).abs(-4)", "4"),
        ("T(Integer).parseInt('42') / 5", "8"),
        ("T(Double).valueOf('1.5')", "1.5"),
        (
            "T(String).format('%d + %d equals %d', 1, 1, 2)",
            "1 + 1 equals 2",
        ),
        ("T(String).format('%.2f', 4.5)", "4.50"),
        ("3 between {1, 5}", "true"),
    ]);
}

#[test]
fn a_random_number_is_within_its_bounds() {
    for _ in 0..50 {
        let number: i64 = heard("<? new Random().nextInt(3) ?>", "hello")
            .parse()
            .unwrap();
        assert!((0..3).contains(&number));
        let fraction: f64 = heard("<? new java.util.Random().nextDouble() ?>", "x")
            .parse()
            .unwrap();
        assert!((0.0..1.0).contains(&fraction));
    }
}

#[test]
fn lists_are_read() {
    all(&[
        ("$list.contains('ham')", "true"),
        ("$list.containsIgnoreCase('HAM')", "true"),
        ("$list.indexOf('olives')", "1"),
        ("$list.get(0)", "onion"),
        ("$list.join(';')", "onion;olives;ham"),
        ("$list.size()", "3"),
        (
            "T(String).join(', ', ($cities.filter('c', 'c.population > $min')).![name])",
            "Tokyo, Beijing",
        ),
        ("$cities.![name].join('+')", "Tokyo+Rome+Beijing"),
        ("$cities.?[population < 5000000].size()", "1"),
        ("$cities.^[population > 5000000].name", "Tokyo"),
        ("$cities.$[population > 5000000].name", "Beijing"),
        (
            "$cities.joinToArray('City %e.name%', true).join('|')",
            "City Tokyo|City Rome|City Beijing",
        ),
        (
            "$cities.joinToArray('%e.population%').get(1) + 1",
            "2868105",
        ),
        ("new JsonArray().append('a','b')", r#"["a","b"]"#),
        ("$list.find('oli')", "true"),
    ]);
}

#[test]
fn lists_and_objects_are_changed_where_they_stand() {
    let list = |call: &str| heard(&format!("<? {call} ?> → <? $list ?>"), "hello");
    for (call, expected) in [
        (
            "$list.append('nuts')",
            r#"["onion","olives","ham","nuts"] → ["onion","olives","ham","nuts"]"#,
        ),
        (
            "$list.addAll($more)",
            r#" → ["onion","olives","ham","mushroom"]"#,
        ),
        ("$list.remove(0)", r#"["olives","ham"] → ["olives","ham"]"#),
        (
            "$list.removeValue('ham')",
            r#"["onion","olives"] → ["onion","olives"]"#,
        ),
        (
            "$list.set(1,'ketchup')",
            r#"["onion","ketchup","ham"] → ["onion","ketchup","ham"]"#,
        ),
        ("$list.clear()", " → []"),
    ] {
        assert_eq!(list(call), expected, "{call}");
    }
    assert_eq!(
        heard("<? $user.remove('first_name') ?><? $user ?>", "hello"),
        r#"{"first_name":"John"}{"last_name":"Snow"}"#
    );
    assert_eq!(heard("<? $user.clear() ?><? $user ?>", "hello"), "{}");
    assert_eq!(
        heard("<? context.clear() ?><? $user == null ?>", "hello"),
        "true"
    );
}

#[test]
fn a_list_that_is_extended_and_kept_under_its_own_name_is_the_longer_one() {
    let longer = json!({ "context": { "list": "<? $list.addAll($list) ?>", "other": "<? $list.size() ?>" } });
    let skill = small(json!([node(
        "all",
        "true",
        says("<? $list.join(',') ?>"),
        longer
    )]));
    let mut talk = Talk::with(&skill);
    talk.set("list", json!([1, 2]));
    assert_eq!(talk.say("hello"), "1,2,1,2");
}

#[test]
fn texts_are_javas() {
    all(&[
        (
            "'Hello 123 this is 456'.extract('([\\d]+)(\\b [A-Za-z]+)', 0)",
            "123 this",
        ),
        ("'Hello'.extract('(\\d+)', 0).isEmpty()", "true"),
        (
            "'hello 123 i said 456 and 8910'.getMatch('([\\d]+)', 1)",
            "456",
        ),
        ("'hello'.getMatch('([\\d]+)', 1).length()", "0"),
        ("$text.substring(5, $text.length())", "is a text."),
        ("$text.append(' More.')", "This is a text. More."),
        ("$text.lastIndexOf('t')", "13"),
        ("$json.toJson().a[1]", "2"),
        ("'bananas;apples;pears'.split(';').size()", "3"),
        ("input.text.equalsIgnoreCase('HELLO') ? 'yes' : 'no'", "yes"),
        ("$user.has('first_name')", "true"),
        ("context['user']['last_name']", "Snow"),
        ("${text}.trim()", "This is a text."),
    ]);
}

#[test]
fn dates_and_times_are_calculated_and_written() {
    // The conversation takes place on Monday, 23 November 2026 at half past nine.
    all(&[
        ("now()", "2026-11-23 09:30:00"),
        ("now('Europe/Berlin')", "2026-11-23 10:30:00 GMT+01:00"),
        ("now('Europe/Berlin').after(now())", "true"),
        ("today().plusDays(1)", "2026-11-24"),
        ("today().minusMonths(1)", "2026-10-23"),
        ("'08:00:00'.minusMinutes(30)", "07:30:00"),
        ("now().minusHours(6).reformatDateTime('h:mm a')", "3:30 AM"),
        ("'2016-12-31'.reformatDateTime('u')", "6"),
        ("'2016-12-31'.reformatDateTime('MM/dd/yyyy')", "12/31/2016"),
        ("'2016-12-31'.reformatDateTime('EEEE')", "Saturday"),
        ("'22:00:00'.reformatDateTime('h a')", "10 PM"),
        ("'22:00:00'.reformatDateTime('yyyy-MM-dd')", "1970-01-01"),
        ("now().reformatDateTime('Y') + '-12-24'", "2026-12-24"),
        ("now().before('12:00:00')", "true"),
        (
            "now().after('2026-11-22') && now().before('2026-11-25')",
            "true",
        ),
        ("'2026-11-23'.sameOrAfter(today())", "true"),
        (
            "new Date(new Date().getTime() + (7 * (24*60*60*1000L))).format('yyyy-MM-dd')",
            "2026-11-30",
        ),
        ("new Date()", "Mon Nov 23 09:30:00 UTC 2026"),
    ]);
}

#[test]
fn a_date_is_never_compared_with_a_time() {
    let skill = small(json!([
        node(
            "wrong",
            "'2026-11-23'.before('12:00:00') || !'2026-11-23'.before('12:00:00')",
            says("Wrong."),
            json!({})
        ),
        node(
            "all",
            "true",
            says("<? '2026-11-23'.before('12:00:00') ?>none"),
            json!({})
        ),
    ]));
    let mut talk = Talk::with(&skill);
    assert_eq!(talk.say("hello"), "none");
    assert!(
        talk.problems()[0].contains("not the same kind"),
        "{:?}",
        talk.problems()
    );
}

#[test]
fn entities_are_numbers_lists_and_alternatives() {
    for (said, template, expected) in [
        ("10", "<? @sys-number + 5 ?> <? @sys-number / 4 ?>", "15 2"),
        (
            "the day after tomorrow",
            "<? @sys-date.minusDays(2) == today() ?>",
            "true",
        ),
        (
            "green or blue",
            "<? @colour.values.join(', ') ?>",
            "green, blue",
        ),
        (
            "green or blue",
            "<? entities['colour'].![literal].join('+') ?>",
            "green+blue",
        ),
        (
            "green or blue",
            "The entities are <? entities ?>.",
            "The entities are green, blue.",
        ),
        ("green or blue", "<? entities.colour[1].value ?>", "blue"),
        (
            "on Wednesday",
            "@sys-date or @sys-date.alternative",
            "2026-11-25 or 2026-11-18",
        ),
        (
            "open until 9pm",
            "<? @sys-time.role?.type ?> <? @sys-time.range_modifier ?>",
            "time_to until",
        ),
        (
            "from 9AM to 11AM",
            "<? entities[0] ?>-<? entities[1] ?> <? entities[1].role.type ?>",
            "09:00:00-11:00:00 time_to",
        ),
        (
            "I'm interested in 5 to 7.",
            "<? @sys-number.range_link ?>",
            "number_range_18_24",
        ),
        (
            "today at 5",
            "<? @sys-date.datetime_link == @sys-time.datetime_link ?>",
            "true",
        ),
        (
            "from 2 to 3 percent",
            "<? @sys-percentage.values.join('-') ?>",
            "2-3",
        ),
        (
            "$10",
            "<? @sys-currency.unit ?> <? @sys-currency * 2 ?>",
            "USD 20",
        ),
        ("0", "<? @sys-number OR @sys-number == 0 ?>", "true"),
    ] {
        assert_eq!(heard(template, said), expected, "{said}: {template}");
    }
}

#[test]
fn clearing_the_output_forgets_what_was_said_before() {
    let jump =
        json!({ "next_step": { "behavior": "jump_to", "selector": "body", "dialog_node": "bye" } });
    let mut bye = node("bye", "#no", says("Have a great day!"), json!({}));
    bye["output"]["eraser"] = json!("<? output.clear() ?>");
    let skill = small(json!([
        node("help", "#yes", says("I'm happy to help."), jump),
        bye
    ]));
    assert_eq!(Talk::with(&skill).say("yes"), "Have a great day!");
}

#[test]
fn what_the_language_lacks_here_is_named_when_the_skill_is_loaded() {
    let skill = small(json!([node(
        "a",
        "$x instanceof T(Thread)",
        says("<? $y.fly() ?> <? new Thread() ?>"),
        json!({})
    ),]));
    let unsupported = skill.check().unsupported.join("\n");
    for part in ["fly()", "new Thread"] {
        assert!(unsupported.contains(part), "{part}: {unsupported}");
    }
    let fine = small(json!([node(
        "a",
        "true",
        says("<? T(Math).max(1,2) ?>"),
        json!({})
    )]));
    assert_eq!(fine.check().unsupported, Vec::<String>::new());
}
