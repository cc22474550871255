"""What is said of a returned file: what to look at in it, and why its words were placed as they are."""

from __future__ import annotations

# What a person should look at in a returned file, by the warning codes of the JSON contract.
NOTICES: dict[str, str] = {
    "image": "une image n’a pas été lue : regardez-la dans le fichier reçu",
    "deleted-text": "texte supprimé en suivi des modifications, mis de côté : « {words} »",
    "comment": "commentaire mis de côté : « {words} »",
    "blank-question": "la question est là, sans réponse : « {words} »",
    "missing-theme": "rien sur le thème {number}, « {title} »",
    "several-in-one-file": "les mêmes thèmes reviennent : ce fichier contient plusieurs réponses, ou deux fois la même",
    "sources-disagree-field": "le champ dit la question {question}, le document la question {other}",
    "sources-disagree-sender": "le fichier porte la référence de {marks}, et vous le rangez sous {candidacy}",
    "sources-disagree-number": "« {words} » porte le numéro {read}, son titre est celui du thème {number}, « {title} »",
    "unplaced": "à ranger par une personne : « {words} »",
    "named-opponent": "nomme {words}, d’une autre candidature : à lire avec attention",
    "several-returns": "cette candidature a déjà envoyé autre chose ({words})",
    # What the readers of Word's and OpenDocument's files say
    "comment-place": ", en marge de ¶{number}",
    "link": "le lien « {words} » mène à {address} : le texte ne montre pas cette adresse, elle est mise de côté",
    "hidden-text": "texte masqué, mis de côté : « {words} »",
    "note": "la note « {label} » est appelée ici ; son texte suit le paragraphe",
    "check-box": "cases cochées : {ticked} sur {count} ; vérifiez-les dans le fichier reçu : « {words} »",
    "unread": "non lu : {what} ; regardez-le dans le fichier reçu",
    "macros": "ce fichier contient des macros : elles n’ont été ni lues ni exécutées",
    "plain-reading": "lu par antiword, faute de LibreOffice : numéros des listes, cases, notes, liens, commentaires et "
    "en-têtes manquent ; comparez avec le fichier reçu",
    # What the readers of PDF files and messages say
    "image-on-page": "p. {page} : une image ou un dessin n’a pas été lu ; regardez-le dans le fichier reçu",
    "damaged-pdf": "ce PDF est abîmé : des mots peuvent manquer ; comparez ce qui a été lu avec le fichier reçu",
    "image-attached": "image jointe, non lue : {name} ; regardez-la dans le fichier reçu",
    "image-in-message": "images dans le message, non lues : {count} ; regardez-les dans le fichier reçu",
    "script": "ce message contient un programme (script) : il n’a été ni lu ni exécuté",
    "message-cut": "ce message s’arrête avant sa fin : des mots peuvent manquer",
    "forms-disagree": "le texte simple et le texte mis en forme de ce message ne disent pas la même chose : comparez-les",
    "copy": "{apart} redit {kept} mot pour mot : mis de côté",
    "copies-differ": "{apart} redit {kept}, mais pas avec les mêmes mots : comparez-les ; {apart} est mis de côté",
    "several-attachments": "plusieurs pièces jointes contiennent du texte : {names} ; vérifiez laquelle est la réponse",
    "the-message": "le message",
    "recognised-text": "p. {page} : texte reconnu par une machine sur une page numérisée ; comparez-le avec l’image",
}

# What a reader of office files leaves unread.
UNREAD: dict[str, str] = {
    "words": "« {words} » ({part})",
    "letters": "{count} lettres, sans endroit connu",
    "part": "la partie {name}, abîmée",
    "foreign": "l’objet ou le document inséré {name}",
    "symbol": "un signe de la police {font} ({code})",
    "attachment": "la pièce jointe « {name} »",
    "enclosed": "le fichier « {name} », joint au PDF",
}

CONVERTING = "la lecture d’un fichier .doc"

# What a file is whose name says otherwise, and what to do with it.
ACTUAL: dict[str, tuple[str, str]] = {
    "word": ("un document Word (.docx)", "renommez-le en .docx, puis recommencez"),
    "odt": ("un document OpenDocument (.odt)", "renommez-le en .odt, puis recommencez"),
    "flat-odt": ("un document OpenDocument à plat (.fodt)", "renommez-le en .fodt, puis recommencez"),
    "doc": ("un document d’un ancien Word (.doc)", "renommez-le en .doc, puis recommencez"),
    "pdf": ("un PDF", "renommez-le en .pdf, puis recommencez"),
    "rtf": ("un document RTF", "ouvrez-le dans Word ou LibreOffice et enregistrez-le en DOCX"),
    "html": ("une page web", "ouvrez-la dans Word ou LibreOffice et enregistrez-la en DOCX"),
    "mail": (
        "un courriel",
        "s’il vient d’Outlook, enregistrez-le en .eml, sinon renommez-le en .eml ; puis recommencez",
    ),
    "workbook": ("un classeur", "copiez les réponses dans un document, ou transcrivez-les"),
    "slides": ("une présentation", "copiez les réponses dans un document, ou transcrivez-les"),
    "pages": ("un document Pages", "demandez-en l’export en DOCX"),
    "picture": ("une image", "demandez le fichier d’origine, ou transcrivez la réponse"),
    "archive": ("une archive", "ouvrez-la et donnez les fichiers qu’elle contient"),
    "text": ("un texte simple", "renommez-le en .txt, puis recommencez"),
}

# The same, in a word, for the marks of the review page; and what its account of the words finds.
REVIEW_NOTICES: dict[str, str] = {
    "words-lost": "mots perdus",
    "words-invented": "mots ajoutés",
    "image": "image",
    "deleted-text": "texte supprimé",
    "comment": "commentaire",
    "blank-question": "question sans réponse",
    "missing-theme": "thème sans réponse",
    "unplaced": "à ranger",
    "named-opponent": "adversaire nommé",
    "several-returns": "plusieurs retours",
    "no-text-layer": "page sans texte",
    "sources-disagree": "sources en désaccord",
    "hidden-text": "texte masqué",
    "link": "lien",
    "note": "note",
    "check-box": "cases cochées",
    "unread": "non lu",
    "macros": "macros",
    "plain-reading": "lecture simple",
    "damaged-pdf": "PDF abîmé",
    "image-on-page": "image",
    "recognised-text": "texte reconnu",
}

REVIEW_MISSING = ("rien sur le thème {numbers}", "rien sur les thèmes {numbers}")

# Why a stretch of a returned file got its role and theme, as the review page shows it.
EVIDENCE: dict[str, str] = {
    "heading-title": "titre « {words} » proche de « {title} » (thème {number}, {score})",
    "heading-number": "numéro « {mark} », à sa place dans la suite ({themes})",
    "heading-place": "{place}e point d’une liste de {count}, autant que de thèmes",
    "heading-own-number": "numéro de la candidature elle-même, qui n’est pas celui d’un thème",
    "heading-own-topic": "les numéros sont ceux de la candidature ; ce passage parle de « {title} »",
    "heading-general": "titre d’une introduction ou d’une conclusion",
    "heading-foreign": "titre « {words} », qui n’est celui d’aucun thème",
    "question": "texte du questionnaire, thème {number} ({score})",
    "reference": "document cité par le questionnaire",
    "letter": "texte de notre lettre ({score})",
    "letter-between": "ligne entre deux passages de notre lettre",
    "field": "champ du formulaire, question {question}",
    "answer": "suit : {reason}",
    "points-to": "renvoie au thème {number}, « {title} »",
    "box-left": "case laissée vide",
    "preamble": "formule ou en-tête avant les réponses",
    "general": "avant les réponses, sur aucun thème en particulier",
    "kind-refusal": "pris pour un refus : « {words} »",
    "kind-acknowledgement": "pris pour un accusé de réception ou une promesse : « {words} »",
    "another-letter": "répond peut-être à un autre courrier : « {words} »",
    "closing": "formule de fin ou signature",
    "topic": "sans titre ; {count} mots propres au thème « {title} »",
    "topic-unclear": "sans titre ; « {first} » ou « {second} »",
    "role-running": "en-tête, pied de page ou trait",
    "role-comment": "à côté du texte : commentaire, adresse d’un lien ou texte masqué",
    "role-deleted": "supprimé en suivi des modifications",
    "role-image": "texte de remplacement d’une image",
    "role-placeholder": "invite du formulaire, restée en place",
    "role-quoted": "texte cité d’un message",
}

# The sender of a returned file, and the words that tell.
SENDER_EVIDENCE: dict[str, str] = {
    "chosen": "désignée avec --candidacy",
    "reference": "notre référence {reference}",
    "name": "le nom {words}",
    "constituency": "le lieu {words}",
    "label": "l’étiquette {words}",
    "file": "le nom du fichier ({words})",
}

# The form of a transcription: what stands in its file before anybody has typed.
TRANSCRIPTION_HEAD = """\
answers:
  # Tapez sous « text: |- », en retrait, les mots dits ou écrits, sans rien changer ni résumer.
  # Une ligne vide sépare deux paragraphes. Laissez vide un thème sans réponse.
"""
TRANSCRIPTION_THEME = """\
  # {number}. {title}
  - themes: [{id}]
    text: |-

"""
