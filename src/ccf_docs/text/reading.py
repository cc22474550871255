"""What is said of a returned file: what to look at in it, and why its words were placed as they are."""

from __future__ import annotations

# What a person should look at in a returned file, by the warning codes of the JSON contract.
NOTICES: dict[str, str] = {
    "image": "une image n’a pas été lue : regardez-la dans le fichier reçu",
    "deleted-text": "texte supprimé en suivi des modifications, mis de côté : « {words} »",
    "comment": "commentaire mis de côté : « {words} »",
    "blank-question": "la question est là, sans réponse : « {words} »",
    "missing-theme": "rien sur le thème {number}, « {title} »",
    "unplaced": "à ranger par une personne : « {words} »",
}

# Why a stretch of a returned file got its role and theme, as the review page shows it.
EVIDENCE: dict[str, str] = {
    "heading-title": "titre « {words} » proche de « {title} » (thème {number}, {score})",
    "heading-number": "numéro « {mark} », à sa place dans la suite ({themes})",
    "heading-foreign": "titre « {words} », qui n’est celui d’aucun thème",
    "question": "texte du questionnaire, thème {number} ({score})",
    "reference": "document cité par le questionnaire",
    "letter": "texte de notre lettre ({score})",
    "letter-between": "ligne entre deux passages de notre lettre",
    "field": "champ du formulaire, question {question}",
    "answer": "suit : {reason}",
    "preamble": "formule ou en-tête avant les réponses",
    "general": "avant les réponses, sur aucun thème en particulier",
    "closing": "formule de fin ou signature",
    "topic": "sans titre ; {count} mots propres au thème « {title} »",
    "topic-unclear": "sans titre ; « {first} » ou « {second} »",
    "role-running": "en-tête, pied de page ou trait",
    "role-comment": "commentaire en marge",
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
