//! What money is called.

/// Signs that stand before an amount, or behind it.
pub const SIGNS: &[&str] = &[
    "$", "€", "£", "¥", "₹", "₽", "₩", "₺", "₴", "₪", "₦", "₫", "₱", "₿", "฿", "￥",
];

/// What stands before a dollar sign to say whose dollars they are.
pub const SIGN_PREFIXES: &[&str] = &[
    "US", "U.S.", "A", "AU", "AUD", "C", "CA", "CAD", "HK", "NZ", "NT", "S", "SG", "R", "Z",
];

/// Codes (ISO 4217) and abbreviations that stand before or behind an amount, as they are written.
pub const CODES: &[&str] = &[
    "USD", "EUR", "GBP", "JPY", "CNY", "RMB", "RUB", "CHF", "CAD", "AUD", "NZD", "INR", "BRL",
    "MXN", "ZAR", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "TRY", "KRW", "HKD", "SGD", "ILS",
    "UAH", "NGN", "PKR", "VND", "THB", "IDR", "SAR", "AED", "Rs", "Rs.",
];

/// Names in lower case, one and many.
pub const NAMES: &[&str] = &[
    "dollar", "dollars", "euro", "euros", "pound", "pounds", "yen", "yuan", "renminbi", "ruble",
    "rubles", "rouble", "roubles", "franc", "francs", "rupee", "rupees", "peso", "pesos", "krona",
    "kronor", "krone", "kroner", "zloty", "zlotys", "forint", "forints", "lira", "liras", "won",
    "shekel", "shekels", "hryvnia", "hryvnias", "rand", "naira", "dinar", "dinars", "dirham",
    "dirhams", "riyal", "riyals", "rial", "rials", "baht", "dong", "ringgit", "rupiah", "taka",
    "cent", "cents", "penny", "pence", "bitcoin", "bitcoins",
];

/// Names that mean money only behind "million" or a country: "7 won" is rather a result.
pub const NAMES_AFTER_SCALE: &[&str] = &["won", "rand", "dong"];
