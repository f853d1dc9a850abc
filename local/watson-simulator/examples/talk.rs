//! temp
use std::io::BufRead;
fn main() {
    let t = std::time::Instant::now();
    let skill = watson_simulator::skill::Skill::load(std::path::Path::new(
        &std::env::args().nth(1).unwrap(),
    ))
    .unwrap();
    eprintln!("loaded in {:?}", t.elapsed());
    let s = skill.check();
    println!(
        "{} {} {} unsupported: {:#?}",
        s.intents, s.entities, s.dialog_nodes, s.unsupported
    );
    let mut chat = watson_simulator::chat::Chat::new(skill.clone(), jiff::ZonedDateTime::now());
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        if line == "--" {
            chat = watson_simulator::chat::Chat::new(skill.clone(), jiff::ZonedDateTime::now());
            println!("--------");
            continue;
        }
        let t = std::time::Instant::now();
        let r = chat.say(&line);
        let l = chat.last().unwrap();
        println!(
            "> {line}\n   {:?} {:?}   ({} {:?}) {:?}",
            r,
            chat.actions(),
            l.intents
                .first()
                .map_or("-".into(), |i| format!("{} {:.2}", i.intent, i.confidence)),
            t.elapsed(),
            l.problems
        );
    }
}
