//! What is read word for word in Portuguese: calls for help, yes and no, what is called off, disowned, asked for.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::language::Language;
use services::talk::Talk;
use services::wish::{Wish, consent};

fn portuguese() -> Language {
    Language::parse("pt-BR").unwrap()
}

fn reader(text: &str) -> Option<&'static str> {
    services::reader(text, portuguese(), false)
}

#[test]
fn a_call_for_help_stops_at_once_in_whatever_language_the_chat_is() {
    for text in [
        "bloqueia tudo",
        "BLOQUEIA TUDO!!!",
        "bloquear",
        "Bloqueia meu cartão agora",
        "trava minha conta",
        "roubaram meu celular",
        "Socorro, roubaram meu celular!",
        "me roubaram, bloqueia tudo",
        "fui assaltado",
        "perdi meu celular",
        "meu celular foi roubado",
        "alguém está com meu celular",
        "para tudo",
        "não fui eu, bloqueia tudo",
        "invadiram minha conta",
        "bloquear todo",
        "me han robado el móvil",
        "block everything",
        "I lost my phone",
    ] {
        for language in Language::ALL {
            let stops = services::reader(text, language, true);
            assert_eq!(stops, Some(services::STOPS), "{text}, {language:?}");
        }
    }
}

#[test]
fn what_does_not_certainly_call_for_help_stops_nothing() {
    for text in [
        "desbloqueia meu cartão",
        "desbloquear minha conta",
        "não bloqueie",
        "não bloqueia nada",
        "não bloqueie meu cartão",
        "meu cartão está bloqueado",
        "por que minha conta foi bloqueada?",
        "como bloquear meu cartão?",
        "bloquear cartão",
        "quanto custa bloquear o cartão",
        "meu celular não foi roubado",
        "não perdi meu celular",
        "perdi meu cartão de visita",
        "para o Ben",
        "para",
        "pare",
        "cancela tudo",
        "tira o bloqueio do meu cartão",
        "roubaram a cena",
        "alguém está com meu carregador de celular",
        "se roubarem meu celular, o que faço?",
        "",
    ] {
        for language in Language::ALL {
            assert_eq!(
                services::reader(text, language, true),
                None,
                "{text}, {language:?}"
            );
        }
    }
}

#[test]
fn yes_and_no_are_whole_texts() {
    for text in [
        "sim",
        "Sim, por favor!",
        "pode ser",
        "isso mesmo",
        "claro",
        "tá bom",
        "ainda quero",
        "s",
        "👍",
    ] {
        assert_eq!(consent(text, portuguese()), Some(true), "{text}");
    }
    for text in [
        "não",
        "Nao, obrigada",
        "deixa pra lá",
        "não quero mais",
        "melhor não",
        "outra pessoa",
        "n",
    ] {
        assert_eq!(consent(text, portuguese()), Some(false), "{text}");
    }
    for text in [
        "sim, mas 30",
        "não, 110",
        "não sei",
        "talvez",
        "simples",
        "hoje não",
        "",
        "cancela",
    ] {
        assert_eq!(consent(text, portuguese()), None, "{text}");
    }
}

#[test]
fn what_calls_off_is_told_from_its_opposite() {
    for text in [
        "cancela",
        "Cancelar, por favor",
        "cancela isso",
        "espera, cancela a transferência",
        "deixa pra lá",
        "não",
        "mudei de ideia",
        "desfaz",
        "esquece isso",
        "cancela o pagamento, é golpe",
        "não manda",
        "parar",
        "stop",
    ] {
        assert!(Talk::cancels(text, portuguese()), "{text}");
    }
    for text in [
        "não cancela",
        "não cancele isso",
        "não, não cancela",
        "cancela meu cartão",
        "por que foi cancelado?",
        "não manda 50",
        "não, 110",
        "cancela, manda 30",
        "para o Ben",
        "",
    ] {
        assert!(!Talk::cancels(text, portuguese()), "{text}");
    }
    assert_eq!(
        Talk::cancels_first("cancela isso e manda 60 pro Ben", portuguese()),
        Some("manda 60 pro Ben")
    );
    assert!(Talk::asks_for_link("me manda o link de novo", portuguese()));
    assert!(Talk::asks_what_is_open(
        "o que estou confirmando?",
        portuguese()
    ));
}

#[test]
fn wishes_of_the_bank_itself_are_read_in_whatever_language_the_chat_is() {
    for (text, wish) in [
        ("STOP", Wish::Stop),
        ("parar", Wish::Stop),
        ("SAIR", Wish::Stop),
        ("descadastrar", Wish::OptOut),
        ("não quero mais receber mensagens", Wish::OptOut),
        ("Não me mande mais mensagens!", Wish::OptOut),
        ("não fui eu", Wish::Disown),
        ("Isso não fui eu!", Wish::Disown),
        ("eu não fiz essa transferência", Wish::Disown),
        ("não pedi isso", Wish::Disown),
        ("não reconheço esse pagamento", Wish::Disown),
        ("nunca autorizei nada disso", Wish::Disown),
        ("não recebi o código", Wish::MissesCode),
        ("o código ainda não chegou no meu celular", Wish::MissesCode),
        ("cadê o código?", Wish::MissesCode),
        ("me manda outro código", Wish::MissesCode),
    ] {
        for language in Language::ALL {
            assert_eq!(
                Wish::reads(text, language),
                Some(wish),
                "{text}, {language:?}"
            );
        }
    }
    for text in [
        "não fui eu que paguei, foi minha mulher, tudo certo",
        "fui eu",
        "eu fiz essa transferência?",
        "não pedi isso pro Ben",
        "não sei",
        "para",
        "como cancelo a inscrição?",
        "qual é o código do banco",
        "recebi o código",
        "não recebi o dinheiro",
        "",
    ] {
        for language in Language::ALL {
            assert_eq!(Wish::reads(text, language), None, "{text}, {language:?}");
        }
    }
    for text in [
        "eu nunca mandei esse dinheiro pro Ben",
        "quem mandou 50? não fui eu",
        "não autorizei nada",
    ] {
        assert!(Wish::may_disown(text, portuguese()), "{text}");
    }
    for text in ["não sei quem é", "fui eu que mandei", "não quero mandar"] {
        assert!(!Wish::may_disown(text, portuguese()), "{text}");
    }
}

#[test]
fn the_short_requests_are_understood_without_watson() {
    for (text, service) in [
        ("saldo", "balance"),
        ("qual é o meu saldo?", "balance"),
        ("quanto eu tenho na conta?", "balance"),
        ("extrato", "statement"),
        ("extrato de março", "statement"),
        ("me manda o extrato da semana passada em pdf", "statement"),
        ("minhas últimas 5 transações", "statement"),
        ("quanto gastei ontem", "statement"),
        ("manda 50 libras pro Ben", "transfer"),
        ("quero mandar dinheiro", "transfer"),
        ("transferir 20 da poupança para a corrente", "own_accounts"),
        ("guarda 50 na poupança", "own_accounts"),
        ("da poupança para a conta corrente 30", "own_accounts"),
        ("transferir entre minhas contas", "own_accounts"),
        ("meus favorecidos", "payees"),
        ("adicionar um favorecido", "payees"),
        ("remover favorecido Ben Carter", "payees"),
        ("renomear Ben para Benjamin", "payees"),
        ("isso é golpe?", "bank_check"),
        ("ligar a voz", "voice"),
        ("desativar áudio", "voice"),
    ] {
        assert_eq!(reader(text), Some(service), "{text}");
    }
    for text in [
        "extrato do Ben",
        "saldo do cartão de crédito do Ben",
        "extrato pro Ben",
        "transfere minha ligação pra um atendente",
        "manda flores pra minha mãe",
        "não manda 50 pro Ben",
        "saldo amanhã",
        "adiciona 50",
        "oi",
        "",
    ] {
        assert_eq!(reader(text), None, "{text}");
    }
}

#[test]
fn two_requests_are_cut_where_both_stand_alone() {
    use services::two::{Two, two};
    let two = |text| two(text, None, portuguese());
    assert_eq!(
        two("qual é o meu saldo e manda 20 pro Ben"),
        Some(Two::BothRead("qual é o meu saldo", "manda 20 pro Ben"))
    );
    assert_eq!(
        two("Saldo. Também manda 20 pro Ben"),
        Some(Two::BothRead("Saldo", "manda 20 pro Ben"))
    );
    assert_eq!(
        two("manda 20 pro Ben e manda 30 pra City Power"),
        Some(Two::BothMoveMoney)
    );
    for text in [
        "manda 20 pro Ben e pra Carla",
        "manda vinte e cinco pro Ben",
        "saldo",
    ] {
        assert_eq!(two(text), None, "{text}");
    }
}
