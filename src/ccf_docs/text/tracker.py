"""The words of the tracking workbook: sheets, columns, instructions; the words of states stand in `text.labels`.

`{place}`, `{places}` and `{candidacy}` are the campaign's own words: canton, cantons, binôme.
Formulas, filters and validation lists compare some of these words, so they hold no sign that typography would change.
"""

from __future__ import annotations

FOLLOW_UP = "Suivi"
REMINDERS = "À relancer"
PLACES = "Par {place}"
CALENDAR = "Calendrier"
JOURNAL = "Journal"
GUIDE = "Mode d’emploi"
LISTS = "Listes"

YES = "oui"
NO = "non"

TITLES = {
    FOLLOW_UP: "Suivi des réponses",
    REMINDERS: "À relancer",
    PLACES: "Réponses par {place}",
    CALENDAR: "Calendrier de la campagne",
    JOURNAL: "Journal : ce qui a été fait et entendu",
    GUIDE: "Mode d’emploi de ce classeur",
}
AS_OF = "{campaign} · état au {today}"
ANSWERS_BY = "Réponses attendues jusqu’au {deadline}"
NO_DEADLINE = "Date limite des réponses non fixée"

FOOTER_PAGE = "Page &P / &N"
FOOTER_PRIVATE = ". Document interne : coordonnées privées"
FOOTER_PRINTED = "imprimé le &D"

# Suivi: the header of each column by its key. The keys stand in a hidden row, so that a renamed header is still known.

GROUPS = {
    "who": "Qui",
    "status": "Où en est la réponse",
    "contact": "Comment les joindre",
    "sent": "Ce que nous avons fait",
    "returned": "Ce qui est revenu",
    "themes": "Thème par thème",
    "team": "À vous",
    "notes": "Dans le dossier",
}

HEADERS = {
    "id": "Clé",
    "place": "{place}",
    "panel": "Panneau",
    "people": "{candidacy}",
    "label": "Étiquette",
    "state": "Statut",
    "days": "Jours restants",
    "answered": "Thèmes répondus",
    "late": "Tardif",
    "substitutes": "Remplaçants",
    "email": "Courriel",
    "phone": "Téléphone",
    "sent": "Envoyé le",
    "reminded": "Dernière relance",
    "reminders": "Relances",
    "delivery": "Acheminement",
    "proof": "Bon à relire",
    "received": "Reçu le",
    "channel": "Canal",
    "kind": "Nature du retour",
    "reviewed": "Relu",
    "withdrawn": "Retirée le",
    "note": "Note du dossier",
    "team_note": "Note de l’équipe",
}

NAMES_UNKNOWN = "(noms non renseignés)"
AND_OTHERS = "et {count} autres"

PROOF_SENT = "Envoyé"
PROOF_OBJECTED = "Contesté"

CHANNELS = ("courriel", "courrier", "téléphone", "site internet", "remise en main propre")

DATE_TITLE = "Une date"
DATE_MESSAGE = "Une date est attendue ici, par exemple 03/06/2021."
CHOICE_TITLE = "Une valeur de la liste"
CHOICE_MESSAGE = "Ce mot n’est pas dans la liste ; les décomptes ne le compteront pas."

# À relancer

REMINDERS_SUBTITLE = "À faire le {today}, le plus urgent d’abord"
REMINDERS_NONE = "Rien à faire aujourd’hui : personne n’est à relancer."
REMINDERS_CLOSED = "Plus personne n’est à relancer : {why}."
CLOSED_ELECTION = "le scrutin est passé"
CLOSED_FROZEN = "le contenu du livret est figé depuis le {day}"
CLOSED_HANDED_OUT = "plus aucun livret ne peut être distribué depuis le {day}"

REMINDER_HEADERS = {
    "urgency": "Urgence",
    "action": "Que faire",
    "why": "Pourquoi",
    "contacted": "Dernier contact",
    "done_by": "Fait par",
    "done_on": "Fait le",
    "outcome": "Ce qui a été dit",
}

URGENCIES = ("1 · d’abord", "2 · aujourd’hui", "3 · si possible")
WRITE = "Écrire"
TELEPHONE = "Téléphoner"
SEND = "Envoyer la lettre"
SEARCH = "Chercher des coordonnées"

# By `tracking.due.Reason`.
REASONS = {
    "proof-objected": "Le bon à relire est contesté : convenir de la correction.",
    "not-sent": "La lettre n’est pas partie.",
    "undeliverable": "Le dernier envoi nous est revenu : trouver une autre adresse.",
    "unreachable": "Aucune coordonnée ne permet de les joindre.",
    "overdue": "Pas de réponse ; la date limite était le {deadline}.",
    "last-reminder": "Pas encore de réponse, et pas de relance depuis le {due_from} ; date limite le {deadline}.",
    "first-reminder": "Pas encore de réponse, et pas de relance depuis le {due_from} ; date limite le {deadline}.",
    "incomplete": "{answered} sur {total} : proposer de compléter avant le {deadline}.",
}
LETTER_WAS_DUE = "La lettre n’est pas partie ; l’envoi était prévu le {letter}."
THEME_ANSWERED = "thème répondu"
THEMES_ANSWERED = "thèmes répondus"

# Par canton

PLACE_HEADERS = {
    "standing": "Candidatures",
    "sent": "Envois notés",
    "answers": "Réponses aux thèmes",
    "general": "Texte général",
    "refused": "Refus",
    "silent": "Pas de réponse",
    "rate": "Taux de réponse",
    "late": "dont tardives",
    "reviewed": "dont relues",
    "list": "Liste des candidatures",
}
LIST_COMPLETE = "complète"
LIST_INCOMPLETE = "incomplète"
LIST_UNKNOWN = "liste de candidatures non renseignée"
LIST_EMPTY = "aucune candidature"
TOTAL = "Ensemble"
CHART_TITLE = "Candidatures selon ce qui est revenu"
PLACES_SUBTITLE = (
    "Sans les candidatures retirées. Taux de réponse : réponses aux thèmes rapportées aux candidatures, "
    "là où leur liste est complète."
)

# Calendrier

CALENDAR_HEADERS = {"step": "Étape", "date": "Date", "days": "Dans combien de temps", "remark": "Remarque"}
DATE_UNKNOWN = "non fixée"

TODAY = "Aujourd’hui"
LETTER = "Envoi de la lettre et du questionnaire"
FIRST_REMINDER = "Première relance (J-{days})"
LAST_REMINDER = "Dernière relance (J-{days})"
ANSWER_BY = "Date limite des réponses"
PROOFS_BY = "Date limite des remarques sur les bons à relire"
FROZEN_ON = "Contenu du livret figé"
LAST_DAY = "Dernier jour de distribution avant le {round}"
ROUND = "{round} du scrutin"
ROUND_NAMES = ("premier tour", "second tour")
ROUND_NAME = "tour {number}"

TODAY_REMARK = "Suit l’horloge de l’ordinateur."
TODAY_REHEARSAL = "Date fixée par la campagne (répétition)."
FIRST_REMINDER_REMARK = "Écrire à toutes les candidatures qui n’ont pas répondu."
LAST_REMINDER_REMARK = "Téléphoner à celles qui n’ont pas répondu."
ANSWER_BY_REMARK = "Jour compris. Une réponse qui arrive après est tardive ; elle garde sa place."
PROOFS_BY_REMARK = "Chaque candidature relit ses propres réponses."
LAST_DAY_REMARK = "Rien ne se distribue la veille et le jour du scrutin (code électoral, article L. 49)."

# Journal

JOURNAL_HEADERS = {
    "on": "Date",
    "event": "Fait",
    "channel": "Canal",
    "by": "Par",
    "note": "Note",
    "source": "Origine",
}
# By the part of the tool that noted the fact; empty where a person did.
SOURCES = {"intake": "lecture du retour", "mail": "envoi par courriel", "tracker": "ce classeur"}
JOURNAL_NONE = "Le journal est encore vide."

# Mode d'emploi

GUIDE_INTRO = (
    "Ce classeur est une vue du dossier de campagne : « ccf-docs tracker » le refait quand le dossier change.",
    "S’il a été modifié depuis, l’outil le laisse tel quel et le dit : rien de ce que vous y écrivez n’est effacé.",
    "Vous pouvez trier, filtrer, masquer, colorier, ajouter des colonnes et des feuilles.",
    "Les colonnes sur fond gris sont calculées : corrigez plutôt le fait dont elles viennent, elles suivront.",
    "Les autres colonnes viennent du fichier indiqué ci-dessous ; c’est là qu’un fait se note et se corrige.",
    "La feuille « {reminders} » est établie le jour de la fabrication ; les jours restants, eux, suivent l’horloge.",
    "Les couleurs ne jugent personne : chaque statut a un signe et un mot, lisibles en noir et blanc.",
)

GUIDE_SHEETS = "Les feuilles"
GUIDE_COLUMNS = "Les colonnes de « {sheet} »"
GUIDE_STATES = "Les statuts"
GUIDE_THEMES = "Les signes, thème par thème"
GUIDE_ORIGIN = "D’où cela vient"

SHEET_PURPOSES = {
    FOLLOW_UP: "Une ligne par candidature : qui, comment les joindre, ce qui a été fait, ce qui est revenu.",
    REMINDERS: "À qui écrire ou téléphoner aujourd’hui, et pourquoi. Les trois dernières colonnes sont à vous.",
    PLACES: "Les décomptes et le taux de réponse de chaque {place}, même sans candidature connue.",
    CALENDAR: "Les dates de la campagne et le temps qui reste.",
    JOURNAL: "Tous les faits notés, du plus récent au plus ancien.",
    GUIDE: "Cette page.",
}

COMPUTED = "calculé"
FROM_CANDIDATES = "candidates.csv"
FROM_CONTACTS = "contacts.csv (privé)"
FROM_JOURNAL = "responses/journal.csv"
FROM_RESPONSE = "la réponse, dans responses/"
FROM_CAMPAIGN = "campaign.yaml"
YOURS = "à vous"

COLUMN_PURPOSES = {
    "place": ("Où la candidature se présente.", FROM_CANDIDATES),
    "panel": ("Numéro tiré au sort en préfecture ; vide tant qu’il n’est pas connu.", FROM_CANDIDATES),
    "people": ("Les titulaires, dans l’ordre du bulletin.", FROM_CANDIDATES),
    "label": ("Celle que les candidats déclarent, jamais la nuance de la préfecture.", FROM_CANDIDATES),
    "state": ("Le mot qui résume la ligne ; la liste est plus bas.", COMPUTED),
    "days": ("Jours avant la date limite, tant qu’une réponse est attendue ; négatif une fois passée.", COMPUTED),
    "answered": ("Nombre de thèmes qui ont une réponse.", COMPUTED),
    "late": ("« oui » si la réponse est arrivée après la date limite ; vide si la date n’est pas connue.", COMPUTED),
    "substitutes": ("Les remplaçants, dans l’ordre du bulletin.", FROM_CANDIDATES),
    "email": ("Donnée privée : ne sort jamais de ce classeur ni des envois.", FROM_CONTACTS),
    "phone": ("Donnée privée, comme le courriel.", FROM_CONTACTS),
    "sent": ("Jour du premier envoi de la lettre.", FROM_JOURNAL),
    "reminded": ("Jour de la relance la plus récente.", FROM_JOURNAL),
    "reminders": ("Nombre de relances.", FROM_JOURNAL),
    "delivery": ("« Non distribué » ou « Injoignable » si le dernier envoi a échoué ; vide sinon.", FROM_JOURNAL),
    "proof": ("« Envoyé » ou « Contesté » ; vide tant que rien n’est parti.", FROM_JOURNAL),
    "received": ("Jour où la réponse est arrivée ; vide si personne ne l’a noté.", FROM_RESPONSE),
    "channel": ("Par où elle est arrivée.", FROM_RESPONSE),
    "kind": ("Réponses aux thèmes, texte général, refus ou accusé de réception.", FROM_RESPONSE),
    "reviewed": ("« oui » si une personne a relu exactement ces mots.", FROM_RESPONSE),
    "withdrawn": ("Jour où la candidature a été retirée.", FROM_JOURNAL),
    "theme": ("Une colonne par thème : ce que cette candidature a répondu, sans juger.", FROM_RESPONSE),
    "note": ("Ce que l’équipe a noté dans le dossier ; ne s’imprime pas.", FROM_CANDIDATES),
    "team_note": ("Vide : pour vous.", YOURS),
}
THEME_COLUMNS = "1 à {count} · thèmes"
