//! temp
use watson_simulator::evaluate::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let t = std::time::Instant::now();
    let skill = watson_simulator::Skill::load(std::path::Path::new(&a[1])).unwrap();
    eprintln!("load {:?}", t.elapsed());
    let u = utterances(&std::fs::read_to_string(&a[2]).unwrap()).unwrap();
    let t = std::time::Instant::now();
    let e = evaluate(&skill, &u, &["transfer"], &jiff::ZonedDateTime::now());
    eprintln!("run {:?}", t.elapsed());
    if a.len() > 3 {
        for m in &e.mistakes {
            println!("{:16} {:16} {}", m.expected, m.understood, m.text);
        }
    }
    let mut c = std::collections::BTreeMap::new();
    for m in &e.mistakes {
        *c.entry((m.expected.clone(), m.understood.clone()))
            .or_insert(0) += 1;
    }
    let mut c: Vec<_> = c.into_iter().collect();
    c.sort_by_key(|x| -x.1);
    for x in c.iter().take(25) {
        println!("{x:?}");
    }
    println!("{}", serde_json::to_string(&e).unwrap());
}
