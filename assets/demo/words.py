"""What the rows of the demo say. Many scripts on purpose: a copy that loses a letter is no copy."""

NAMES = [
    "Ada Marlowe", "Zoë Lindqvist", "Иван Петров", "María José Núñez", "渡辺 美咲", "Nguyễn Thị Lan", "Søren Kjær",
    "Łukasz Wójcik", "أمينة حداد", "Fatoumata Diallo", "O'Brien, Séamus", "दीपा शर्मा", "Grace Hopper", "김민준",
    "Žofia Horváthová", "Tariq Aziz", "Ingrid Ås", "Ольга Ковальчук", "Jürgen Weiß", "Chloé Dubois", "李小龙", "Noa Ben-David",
    "Thandiwe Mokoena", "Αλέξης Παπαδόπουλος", "Rosa Luxemburgo", "Emre Yılmaz", "Björk Jónsdóttir", "Hamish MacLeod",
]
CATEGORIES = [
    ("Letters", "letters"), ("Poetry", "poetry"), ("Typography", "typography"), ("Travel", "travel"),
    ("Bookbinding", "bookbinding"), ("Interviews", "interviews"), ("Night reading", "night-reading"), ("Café", "cafe"),
]
TAGS = [
    "ink", "paper", "novel", "essay", "sketch", "fountain pen", "library", "first edition", "translation", "márgenes",
    "утро", "雨", "letterpress", "archive", "marginalia", "serial", "short", "long read", "map", "sea", "winter", "garden",
    "memory", "city", "🖋", "island",
]
TITLE_STARTS = [
    "The quiet", "A history of", "Notes on", "Letters from", "Ten ways to", "After the", "An atlas of", "Against",
    "Мир", "Über", "Sur", "The last", "In praise of", "Learning", "Under the", "雨の",
]
TITLE_ENDS = [
    "ink", "night trains", "the harbour", "blue paper", "small libraries", "winter light", "first drafts", "the margins",
    "бумаги", "Straßen", "l’été", "the typesetter", "slow mornings", "maps", "seven islands", "図書館", "borrowed books", "the reader",
]
SENTENCES = [
    "The press was louder than the rain, and nobody minded.",
    "She kept every draft, even the ones that were only a comma apart.",
    "Paper remembers the hand that folded it.",
    "На полях оставалось больше, чем в тексте.",
    "We measured the afternoon in cups of coffee and corrected proofs.",
    "A good margin is a place to be wrong in pencil.",
    "Das Licht fiel schräg auf die Setzkästen.",
    "The catalogue listed it twice, once under a name that he had never used.",
    "Nobody had opened the drawer since the shop moved across the street.",
    "本は静かに待っていた。",
    "Il pleuvait sur les boîtes des bouquinistes.",
    "He numbered the pages by hand, then hid page eleven.",
    "Every index is an argument about what matters.",
    "The translator asked for one more week and a better dictionary.",
    "It smelled of glue, cedar and a little of the sea.",
    "Some letters arrive late on purpose.",
]
COMMENTS = [
    "Lovely, thank you.", "I disagree about the margins, but beautifully put.", "Спасибо, очень тронуло!", "Where can I buy this edition?",
    "The second paragraph made me miss my stop.", "¿Habrá una segunda parte?", "There's a typo: “recieve”.", "素敵な記事でした。",
    "My grandmother set type for thirty years. She would have liked this.", "More like this, please 🖤", "Sehr schön geschrieben.",
    "I read it twice.", "Is the map in print?", "Quoted you in class today; 100% agreed.",
]
CITIES = [
    "Lisboa", "Kraków", "Malmö", "Київ", "São Paulo", "Osaka 大阪", "Tbilisi", "Zürich", "Leeds", "Dakar", "Hà Nội", "Portland",
    "Αθήνα", "Reykjavík",
]
COUPONS = [("FIRSTDRAFT", 10), ("BLUEPAPER", 15), ("NIGHTTRAIN", 20), ("BIBLIO", 5), ("ÉTÉ2026", 12), ("SLOWMORNING", 8)]
