//! Cuts a content stream into operands and operators (ISO 32000-1, 7.2 and 7.8.2). Knows no operator's meaning.

/// What an operator is given.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::verify::audit) enum Operand {
    Null,
    Bool(bool),
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Self>),
    Dict(Vec<(Vec<u8>, Self)>),
}

/// A piece of a stream.
#[derive(Debug, PartialEq)]
pub(in crate::verify::audit) enum Token<'a> {
    Operand(Operand),
    Operator(&'a [u8]),
    /// Something that is neither, at this byte.
    Junk(usize),
}

/// Arrays and dictionaries deeper than this are attacks.
const DEEPEST: usize = 64;

/// Reads one stream from its start.
pub(in crate::verify::audit) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                        self.at += 1
                    }
                }
                byte if is_space(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    /// The next piece; none at the end.
    pub fn next(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        let byte = self.peek()?;
        let start = self.at;
        if let Some(operand) = self.operand(0) {
            return Some(Token::Operand(operand));
        }
        self.at = start;
        if is_regular(byte) {
            let word = self.word();
            return Some(match word {
                b"true" => Token::Operand(Operand::Bool(true)),
                b"false" => Token::Operand(Operand::Bool(false)),
                b"null" => Token::Operand(Operand::Null),
                _ => Token::Operator(word),
            });
        }
        self.at = start + 1;
        Some(Token::Junk(start))
    }

    fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    fn operand(&mut self, depth: usize) -> Option<Operand> {
        if depth > DEEPEST {
            return None;
        }
        match self.peek()? {
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            b'/' => Some(Operand::Name(self.name())),
            b'(' => self.literal().map(Operand::Text),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.dict(depth),
            b'<' => self.hex().map(Operand::Text),
            b'[' => self.array(depth),
            _ => None,
        }
    }

    /// An operand inside an array or a dictionary, where words are values too.
    fn inner(&mut self, depth: usize) -> Option<Operand> {
        if let Some(operand) = self.operand(depth + 1) {
            return Some(operand);
        }
        match self.word() {
            b"true" => Some(Operand::Bool(true)),
            b"false" => Some(Operand::Bool(false)),
            b"null" => Some(Operand::Null),
            _ => None,
        }
    }

    fn number(&mut self) -> Option<Operand> {
        let word = self.word();
        let (sign, digits) = match word {
            [b'-', rest @ ..] => (-1.0, rest),
            [b'+', rest @ ..] => (1.0, rest),
            rest => (1.0, rest),
        };
        let (mut value, mut scale, mut any) = (0.0_f64, None, false);
        for byte in digits {
            match (byte, scale) {
                (b'0'..=b'9', None) => value = value * 10.0 + f64::from(byte - b'0'),
                (b'0'..=b'9', Some(place)) => {
                    value += f64::from(byte - b'0') * place;
                    scale = Some(place * 0.1);
                }
                (b'.', None) => scale = Some(0.1),
                _ => return None,
            }
            any |= byte.is_ascii_digit();
        }
        (any && value.is_finite()).then_some(Operand::Number(sign * value))
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let raw = self.word();
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let [first, tail @ ..] = rest {
            match (first, tail) {
                (b'#', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                    name.push(digit(*high) * 16 + digit(*low));
                    rest = after;
                }
                _ => {
                    name.push(*first);
                    rest = tail;
                }
            }
        }
        name
    }

    fn literal(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let (mut text, mut depth) = (Vec::new(), 1);
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(text);
                    }
                }
                b'\\' => {
                    self.escape(&mut text)?;
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Option<()> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                text.push((code & 0xff) as u8);
            }
            other => text.push(other),
        }
        Some(())
    }

    fn hex(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let mut digits = Vec::new();
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'>' => break,
                byte if byte.is_ascii_hexdigit() => digits.push(digit(byte)),
                byte if is_space(byte) => {}
                _ => return None,
            }
        }
        if digits.len() % 2 == 1 {
            digits.push(0);
        }
        Some(digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |sum, digit| sum * 16 + digit)).collect())
    }

    fn array(&mut self, depth: usize) -> Option<Operand> {
        self.at += 1;
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            if self.peek()? == b']' {
                self.at += 1;
                return Some(Operand::Array(entries));
            }
            entries.push(self.inner(depth)?);
        }
    }

    fn dict(&mut self, depth: usize) -> Option<Operand> {
        self.at += 2;
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            match self.peek()? {
                b'>' => {
                    self.at += 2;
                    return Some(Operand::Dict(entries));
                }
                b'/' => {
                    let key = self.name();
                    self.skip_space();
                    entries.push((key, self.inner(depth)?));
                }
                _ => return None,
            }
        }
    }

    /// After `BI`: the entries of an inline picture and how many bytes its samples take. The reader stands behind `EI`
    /// then. None where there is no `EI`.
    pub fn inline_image(&mut self) -> Option<Vec<(Vec<u8>, Operand)>> {
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            match self.peek()? {
                b'/' => {
                    let key = self.name();
                    self.skip_space();
                    entries.push((key, self.inner(0)?));
                }
                _ => {
                    if self.word() != b"ID" {
                        return None;
                    }
                    break;
                }
            }
        }
        self.at += 1;
        let rest = self.bytes.get(self.at..)?;
        let mut from = 0;
        // `EI` between blanks, followed by something that reads as content: samples may hold the two letters.
        while let Some(found) = rest.get(from..)?.windows(2).position(|pair| pair == b"EI") {
            let place = from + found;
            let before = place == 0 || rest.get(place - 1).copied().is_some_and(is_space);
            let after = rest.get(place + 2..).unwrap_or_default();
            let ended = after.first().copied().is_none_or(is_space);
            let plain = after.iter().take(12).all(|byte| byte.is_ascii_graphic() || is_space(*byte));
            if before && ended && plain {
                self.at += place + 2;
                return Some(entries);
            }
            from = place + 2;
        }
        None
    }
}

fn digit(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'f' => byte - b'a' + 10,
        _ => byte.wrapping_sub(b'A').wrapping_add(10),
    }
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

const fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}
