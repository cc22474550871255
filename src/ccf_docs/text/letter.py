"""The words that the letter and its questionnaire form come with; the letter's own text is the campaign's."""

from __future__ import annotations

# The questionnaire form. Intake knows these words again when a form comes back with them.

FORM_PLACEHOLDER = "Écrivez votre réponse ici."
FORM_GUIDANCE = (
    "Écrivez chaque réponse dans le cadre placé sous la question : il s’agrandit à mesure. Gardez les questions et "
    "leurs numéros, qui rattachent chaque réponse à sa question."
)
FORM_LENGTH = "La synthèse imprimée reprend au plus {signs} signes, espaces compris, par thème."
FORM_RETURN_BY_MAIL = "Renvoyez ce document par courriel à {email} pour le {day}."
FORM_RETURN = "Renvoyez ce document pour le {day}."

# The default letter: templates/letter.docx is made of these words, and is the coordinator's to change from then on.

LETTER_OBJECT = "Objet :"
LETTER_TEAM = "Collectif représenté localement par :"
LETTER_NOTICES_TITLE = "Ce que deviennent vos réponses"
LETTER_NOTICES: dict[str, tuple[str, str]] = {
    "verbatim": (
        "Texte.",
        (
            "Vos réponses sont publiées telles que nous les recevons, mot pour mot : ni corrigées, ni résumées, "
            "ni commentées."
        ),
    ),
    "length_limit": (
        "Longueur.",
        (
            "La synthèse imprimée reprend au plus {{ letter.excerpt_length }} signes, espaces compris, par "
            "thème : la même limite pour tous. Un passage coupé y est signalé par […], avec la page où se lit le "
            "texte entier."
        ),
    ),
    "order": (
        "Ordre.",
        (
            "Dans chaque {{ constituency.word }}, l’ordre est celui des panneaux d’affichage, tiré au sort à la "
            "préfecture ; chaque {{ candidacy.word }} dispose de la même place."
        ),
    ),
    "non_response": (
        "Sans réponse de votre part.",
        (
            "Si rien ne nous est parvenu au soir du {{ dates.answer_by }}, votre place est gardée, de la même taille, "
            "avec cette mention : « Réponse non reçue à la date du {{ dates.answer_by }} », suivie des dates de nos "
            "envois."
        ),
    ),
    "proof": (
        "Relecture.",
        (
            "Avant l’impression, nous vous enverrons vos réponses telles qu’elles seront publiées ; vous pourrez "
            "nous signaler toute erreur de transcription jusqu’au {{ dates.proofs_by }}."
        ),
    ),
    "no_endorsement": (
        "Neutralité.",
        (
            "Répondre ne vaut pas soutien : nous posons à tous les mêmes questions, le même jour, et ne soutenons"
            " aucune candidature. Notre nom et notre logo ne peuvent figurer sur aucun document de campagne."
        ),
    ),
    "data_protection": (
        "Vos données.",
        (
            "{{ organisation.name }} ({{ organisation.email }}) est responsable du fichier qui sert à cette "
            "consultation : noms, candidatures, coordonnées. Elles viennent des listes officielles des "
            "candidatures et de ce que les candidats ont eux-mêmes rendu public ; nous nous fondons sur notre "
            "intérêt légitime à informer les électeurs. Les réponses et l’étiquette déclarée sont publiées ; les "
            "coordonnées ne le sont jamais : seules les personnes qui préparent cette consultation y ont accès, "
            "et nous les effaçons au plus tard six mois après le scrutin. Vous pouvez consulter ces données, les "
            "faire corriger ou effacer, en limiter l’usage ou vous y opposer en écrivant à {{ organisation.email "
            "}}, et saisir la CNIL (www.cnil.fr)."
        ),
    ),
}
"""The optional blocks by their setting: the first words, then the text with the template's fields."""
