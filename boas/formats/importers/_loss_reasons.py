"""Why something of a foreign file is not taken, in both languages: one sentence each, that says what is missing."""

from boas.finding import Message

NO_FIELD = Message("La fiche n’a pas de champ pour cela.", "The card has no field for this.")
NOT_TEXT = Message("Un texte était attendu.", "A text was expected.")
NOT_NUMBER = Message("Un nombre était attendu.", "A number was expected.")
TOO_LONG = Message("Le texte est trop long pour ce champ.", "The text is too long for this field.")
TOO_MANY = Message("La liste en a déjà 500.", "The list has 500 already.")
SEVERAL_LINES = Message("Ce champ tient sur une seule ligne.", "This field holds a single line.")
HIDDEN = Message("Un caractère invisible ou de contrôle s’y trouve.", "It holds an invisible or control character.")
NOT_LINK = Message("Ce n’est pas une adresse en https.", "This is no https address.")
UNKNOWN_LICENCE = Message("Aucune licence SPDX ne porte exactement ce nom.", "No SPDX licence has exactly this name.")
UNKNOWN_TERM = Message("Ce mot n’est dans aucune liste du registre.", "This word is in no list of the registry.")
NO_ROLE = Message(
    "Son rôle (décrit, valide ou utilise l’algorithme) n’est pas dit.",
    "Its role (describes, validates or uses the algorithm) is not told.",
)
BAD_ORCID = Message("L’ORCID n’a pas une clé valable.", "The ORCID iD does not have a valid key.")
SEVERAL_LICENCES = Message(
    "Plusieurs licences, sans dire si elles valent ensemble ou au choix.",
    "Several licences, without telling whether all hold or any.",
)
NO_RELATION = Message("Le lien au modèle de base n’est pas dit.", "The relation to the base model is not told.")
NO_PHASE = Message("La phase mesurée n’est pas dite.", "The phase it covers is not told.")
NO_SOURCE = Message(
    "Une source de données se désigne par son identifiant dans ce registre (--source).",
    "A data source is named by its id in this registry (--source).",
)
NOT_PERSON = Message(
    "Une équipe ou un organisme n’est pas une personne (--organisation).",
    "A team or body is no person (--organisation).",
)
NO_NAME = Message("La personne n’a pas de nom.", "The person has no name.")
PERSONAL = Message("Une adresse de personne n’est jamais reprise.", "A person’s own address is never taken.")
NO_SIZE = Message("Aucun effectif ne l’accompagne (args.n).", "No number of cases comes with it (args.n).")
UNKNOWN_METRIC = Message(
    "Le registre n’a pas de mesure de ce nom, ou sa moyenne n’est pas dite.",
    "The registry has no measure of this name, or its averaging is not told.",
)
OFF_SCALE = Message(
    "La valeur n’est pas une fraction, et l’échelle n’est pas dite.",
    "The value is no fraction, and the scale is not told.",
)
NO_POPULATION = Message("Le jeu de données n’a pas de nom.", "The data set has no name.")
BODY = Message("Le texte n’est gardé que sur demande (--keep-text).", "The text is kept on request only (--keep-text).")
UNSAFE_TEXT = Message(
    "Du HTML, une image distante ou un lien qui ne mène nulle part s’y trouve.",
    "It holds HTML, a remote image or a link that leads nowhere.",
)
NO_TYPE = Message("Le nom ou le type manque.", "The name or the type is missing.")
NO_CODE = Message("La ligne n’a pas de code.", "The row has no code.")
DOUBLE = Message("Ce code est déjà dans la liste.", "This code is in the list already.")
LABEL_LEFT_OUT = Message(
    "Le libellé ne peut pas tenir dans une cellule sûre ; le code est gardé.",
    "The label cannot stand in a safe cell; the code is kept.",
)
DESCENDANTS = Message(
    "« Avec les descendants » ou « concepts liés » : étendre la liste dans le vocabulaire OMOP.",
    "“With descendants” or “mapped”: expand the list in the OMOP vocabulary.",
)
COHORT_LOGIC = Message(
    "La logique d’une cohorte OHDSI n’est pas reprise, seulement ses listes.",
    "The logic of an OHDSI cohort is not taken, only its lists.",
)
GIVEN_BEFORE = Message("Un autre fichier donne déjà ce champ.", "Another file gives this field already.")
ANSWERED = Message("L’auteur a répondu autre chose.", "The author answered otherwise.")
OTHER_KIND = Message("Ce type d’algorithme n’a pas ce champ.", "This kind of algorithm does not have this field.")
NO_SYSTEM = Message(
    "Le registre ne connaît pas cette nomenclature, et --list-system ne la traduit pas.",
    "The registry does not know this code system, and --list-system does not translate it.",
)
REWRITTEN = Message("Écrit « {} », comme la nomenclature le stocke.", "Written `{}`, as the code system stores it.")
_PERSONAL_DATA = Message("Une donnée de personne n’est jamais reprise.", "What identifies a person is never taken.")
