"""Letters of other alphabets that are taken for Latin ones on paper and on a screen.

From the file `confusables.txt` of Unicode Technical Standard 39, as the package confusable-homoglyphs 3.3.1 carries
it: the letters whose look-alike is made of the letters a to z, without those that NFKC or the letter's own Unicode
name leads to. A few that only some faces draw alike (β, ω, μ, и, п, ь) are added.
"""

# ruff: noqa: RUF001 -- letters that look alike are the matter of this file.

_CONFUSABLES_BY_LATIN = {
    "a": "ɑΑαАаᎪᗅꓮꭺ𐊠𖽀",
    "ae": "Ӕӕ",
    "b": "ƄꞴΒβϐБВЬвьѢѣҌҍᏏᏴᏼᑲᑳᖯᗷꓐ𐊂𐊡𐌁",
    "c": "ɛЄСсєҪҫԑᏟⲈⲉⲤⲥꓚꮛꮯ𐊢𐌂𐐕𐐩𐐽𐔜𑣎",
    "d": "ÐԁᎠᏧᑯᗞᗪꓒꓓꭰ",
    "e": "ꬲΕεЕеҽҿᎬⴹꓰꭼ𐊆𑢦𑢮",
    "f": "ẝꬵϜքᖴꓝ𐊇𐊥𐔥𑢢𑣂",
    "g": "ƍɡԌԍցᏀᏳᏻꓖꮐ",
    "h": "ꜧΗНнћҢңһӇӈӉӊհᎻᏂᏲᕼⲎꓧꚕꮋ𐋏",
    "i": "ɩᵻᵼΙІӀιіӏᎥꙇꭵ𑣃",
    "j": "ͿϳЈјյᎫᒍꓙꭻ",
    "k": "ĸΚКҚҞᏦᛕⲔꓗ𐔘",
    "l": "ƖǀᏞᒪᛁᣳⲒⳐⳑⵏꓡꓲꮮ𐊊𐌉𐐛𐑃𐔦𑢣𑢲𖼖𖼨",
    "m": "ʍꭑΜϺМӍᎷᗰᛖⲘꓟ𐊰𐌑",
    "n": "ΝηипոռⲚꓠ𐔓",
    "o": "ƟɵᴑꬽꬾΘΟθοσОоѲѳӨөՕօଠഠဝჿዐᎾᏫⲞⲟⴱⵁⵔꓳꭴꮎꮻ𐊒𐊫𐐄𐐬𐓂𐓪𐔖𑢵𑣈𑣗",
    "p": "ΡρРрᏢᑭᣖᴩⲢⲣꓑꮲ𐊕",
    "q": "ᶐԛգզⵕ",
    "r": "ꭇꭈгғᎡᏒᖇᣴᴦⲅꓣꭱꮁꮢ𐒴𖼵",
    "rn": "𑜀",
    "s": "ƽЅѕՏᏕᏚᣵꓢꮪ𐊖𐐠𐑈𑣁𖼺",
    "t": "ΤτТтҬҭᎢᎿⲦꓔꭲ𐊗𐊱𐌕𑢼𖼊",
    "u": "ɄᵾꞟμυՍսሀᏌᑌꓴꮜ𐓎𐓶𑢸𑣘𖽂",
    "v": "νѴѵᏙᐯⴸꓦꛟꮩ𐔝𑜆𑢠𑣀𖼈",
    "w": "ɯωѡѽԜԝաᎳᏔꓪꮃ𑓅𑜊𑜎𑜏",
    "x": "ꞳΧХхҲᕁᕽᚷⲬⵝꓫ𐊐𐊴𐌗𐔧",
    "y": "ɣΥγУуҮүҰұყᎩᎽⲨꓬ𐊲𑢤𑣜𖽃",
    "z": "ΖᏃᙆꓜꮓ𑢩𑣄",
}
"""Letters by the Latin one, in lower case, that each of them is taken for; in both cases where both look so."""

CONFUSABLES = {letter: latin for latin, letters in _CONFUSABLES_BY_LATIN.items() for letter in letters}
"""The same by letter."""
