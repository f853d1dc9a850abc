//! Builds an expression tree from tokens: precedence as in SpEL, depth limited.

use serde_json::{Value, json};

use super::ExpressionError;
use super::ast::{Expression, Operator, Which};
use super::lexer::{Token, tokens};

/// Deepest nesting accepted; a skill written by people stays far below.
const MAX_DEPTH: usize = 40;

/// Longest expression accepted, in tokens. Watson cuts conditions at 2048 characters.
const MAX_TOKENS: usize = 2048;

/// Reads an expression.
pub fn parse(text: &str) -> Result<Expression, ExpressionError> {
    let tokens = tokens(text)?;
    let mut parser = Parser {
        tokens,
        position: 0,
        depth: 0,
    };
    if parser.tokens.len() > MAX_TOKENS {
        return parser.fail("the expression is too long");
    }
    let expression = parser.choice()?;
    if parser.peek().is_some() {
        return parser.fail("something stands behind the end");
    }
    Ok(expression)
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    position: usize,
    depth: usize,
}

/// Binary operators by how tightly they bind, loosest first.
const LEVELS: [&[(&str, Operator)]; 7] = [
    &[("||", Operator::Or), ("or", Operator::Or)],
    &[("&&", Operator::And), ("and", Operator::And)],
    &[
        ("==", Operator::Equal),
        ("=", Operator::Equal),
        ("eq", Operator::Equal),
        ("!=", Operator::Different),
        ("ne", Operator::Different),
        ("matches", Operator::Matches),
        ("between", Operator::Between),
    ],
    &[
        ("<=", Operator::LessOrEqual),
        ("le", Operator::LessOrEqual),
        (">=", Operator::GreaterOrEqual),
        ("ge", Operator::GreaterOrEqual),
        ("<", Operator::Less),
        ("lt", Operator::Less),
        (">", Operator::Greater),
        ("gt", Operator::Greater),
    ],
    &[("+", Operator::Add), ("-", Operator::Subtract)],
    &[
        ("*", Operator::Multiply),
        ("/", Operator::Divide),
        ("div", Operator::Divide),
        ("%", Operator::Remainder),
        ("mod", Operator::Remainder),
    ],
    &[("^", Operator::Power)],
];

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.position).map(|(_, token)| token)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.peek().cloned();
        self.position = self.position.saturating_add(1);
        token
    }

    fn eat(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Symbol(next)) if *next == symbol);
        if found {
            self.position = self.position.saturating_add(1);
        }
        found
    }

    fn expect(&mut self, symbol: &str) -> Result<(), ExpressionError> {
        if self.eat(symbol) {
            Ok(())
        } else {
            self.fail(&format!("'{symbol}' is missing"))
        }
    }

    fn fail<T>(&self, problem: &str) -> Result<T, ExpressionError> {
        let position = self
            .tokens
            .get(self.position)
            .map_or(usize::MAX, |(position, _)| *position);
        Err(ExpressionError::Syntax {
            position,
            problem: problem.to_owned(),
        })
    }

    /// Runs `inner` one level deeper.
    fn nested<T>(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<T, ExpressionError>,
    ) -> Result<T, ExpressionError> {
        if self.depth >= MAX_DEPTH {
            return self.fail("the expression is nested too deeply");
        }
        self.depth = self.depth.saturating_add(1);
        let result = inner(self);
        self.depth = self.depth.saturating_sub(1);
        result
    }

    /// `a ? b : c`, `a ?: b` and everything that binds tighter.
    fn choice(&mut self) -> Result<Expression, ExpressionError> {
        self.nested(|parser| {
            let condition = parser.binary(0)?;
            if parser.eat("?:") {
                let otherwise = parser.choice()?;
                return Ok(Expression::Binary(
                    Operator::Elvis,
                    condition.into(),
                    otherwise.into(),
                ));
            }
            if !parser.eat("?") {
                return Ok(condition);
            }
            let then = parser.choice()?;
            parser.expect(":")?;
            let otherwise = parser.choice()?;
            Ok(Expression::Choice(
                condition.into(),
                then.into(),
                otherwise.into(),
            ))
        })
    }

    fn binary(&mut self, level: usize) -> Result<Expression, ExpressionError> {
        let Some(operators) = LEVELS.get(level) else {
            return self.unary();
        };
        let mut left = self.binary(level.saturating_add(1))?;
        while let Some(operator) = self.operator(operators) {
            let right = self.binary(level.saturating_add(1))?;
            left = Expression::Binary(operator, left.into(), right.into());
        }
        Ok(left)
    }

    fn operator(&mut self, operators: &[(&str, Operator)]) -> Option<Operator> {
        let (_, operator) = operators.iter().find(|(spelling, _)| match self.peek() {
            Some(Token::Symbol(symbol)) => symbol == spelling,
            Some(Token::Name(name)) => name.eq_ignore_ascii_case(spelling),
            _ => false,
        })?;
        self.position = self.position.saturating_add(1);
        Some(*operator)
    }

    fn unary(&mut self) -> Result<Expression, ExpressionError> {
        self.nested(|parser| {
            let is_not =
                matches!(parser.peek(), Some(Token::Name(name)) if name.eq_ignore_ascii_case("not"));
            if is_not {
                parser.position = parser.position.saturating_add(1);
            }
            if is_not || parser.eat("!") {
                return Ok(Expression::Not(parser.unary()?.into()));
            }
            if parser.eat("-") {
                return Ok(Expression::Negative(parser.unary()?.into()));
            }
            if parser.eat("+") {
                return parser.unary();
            }
            let primary = parser.primary()?;
            parser.postfix(primary)
        })
    }

    fn primary(&mut self) -> Result<Expression, ExpressionError> {
        match self.next() {
            Some(Token::Number(number)) => Ok(Expression::Constant(Value::Number(number))),
            Some(Token::Text(text)) => Ok(Expression::Constant(json!(text))),
            Some(Token::Intent(name)) => Ok(Expression::Intent(name)),
            Some(Token::Entity(name, value)) => Ok(Expression::Entity(name, value)),
            Some(Token::Context(name, value)) => Ok(Expression::Context(name, value)),
            Some(Token::Name(name)) => self.name(name),
            Some(Token::Symbol("(")) => {
                let inner = self.choice()?;
                self.expect(")")?;
                Ok(inner)
            }
            Some(Token::Symbol("{")) => self.arguments("}").map(Expression::List),
            _ => {
                self.position = self.position.saturating_sub(1);
                self.fail("a value is missing")
            }
        }
    }

    fn name(&mut self, name: String) -> Result<Expression, ExpressionError> {
        match name.to_ascii_lowercase().as_str() {
            "true" => return Ok(Expression::Constant(json!(true))),
            "false" => return Ok(Expression::Constant(json!(false))),
            "null" => return Ok(Expression::Constant(Value::Null)),
            "new" if matches!(self.peek(), Some(Token::Name(_))) => return self.construction(),
            _ => {}
        }
        if !self.eat("(") {
            return Ok(Expression::Global(name));
        }
        if name == "T" {
            self.type_name()
        } else {
            Ok(Expression::Call(None, name, self.arguments(")")?))
        }
    }

    /// `new java.util.Random()`: only the last part of the path counts.
    fn construction(&mut self) -> Result<Expression, ExpressionError> {
        while let Some(Token::Name(name)) = self.next() {
            if self.eat("(") {
                return Ok(Expression::New(name, self.arguments(")")?));
            }
            if !self.eat(".") {
                break;
            }
        }
        self.fail("a type name is broken")
    }

    fn type_name(&mut self) -> Result<Expression, ExpressionError> {
        let mut path = String::new();
        while let Some(token) = self.next() {
            match token {
                Token::Symbol(")") => return Ok(Expression::Type(path)),
                Token::Symbol(".") => path.clear(),
                Token::Name(name) => path = name,
                _ => break,
            }
        }
        self.fail("a type name is broken")
    }

    fn postfix(&mut self, mut target: Expression) -> Result<Expression, ExpressionError> {
        loop {
            target = if self.eat(".![") {
                let each = self.choice()?;
                self.expect("]")?;
                Expression::Projection(target.into(), each.into())
            } else if let Some(which) = self.selection() {
                let condition = self.choice()?;
                self.expect("]")?;
                Expression::Selection(which, target.into(), condition.into())
            } else if self.eat("[") {
                let index = self.choice()?;
                self.expect("]")?;
                Expression::Index(target.into(), index.into())
            } else if self.eat(".") || self.eat("?.") {
                self.member(target)?
            } else {
                return Ok(target);
            };
        }
    }

    fn selection(&mut self) -> Option<Which> {
        let openings = [
            (".?[", Which::All),
            (".^[", Which::First),
            (".$[", Which::Last),
        ];
        let found = openings.into_iter().find(|(opening, _)| self.eat(opening));
        found.map(|(_, which)| which)
    }

    fn member(&mut self, target: Expression) -> Result<Expression, ExpressionError> {
        let Some(Token::Name(name)) = self.next() else {
            self.position = self.position.saturating_sub(1);
            return self.fail("a name is missing behind the dot");
        };
        if self.eat("(") {
            return Ok(Expression::Call(
                Some(target.into()),
                name,
                self.arguments(")")?,
            ));
        }
        Ok(Expression::Property(target.into(), name))
    }

    fn arguments(&mut self, close: &str) -> Result<Vec<Expression>, ExpressionError> {
        let mut arguments = Vec::new();
        if self.eat(close) {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.choice()?);
            if self.eat(close) {
                return Ok(arguments);
            }
            self.expect(",")?;
        }
    }
}
