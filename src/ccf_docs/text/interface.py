"""What the commands say of themselves and of their work: help, headings, sums."""

from __future__ import annotations

HELP = {
    "app": """Questionner les candidats, suivre leurs réponses, imprimer les livrets.

    Une campagne tient dans un dossier. Pour essayer sans risque :
    « ccf-docs init --rehearsal essai », puis « ccf-docs -C essai build ».""",
    "folder": "Le dossier de la campagne (par défaut : celui où vous êtes).",
    "version": "Dire le numéro de version.",
    "init": """Préparer un dossier de campagne neuf.

    Avec --rehearsal, une campagne de répétition complète, entièrement inventée, pour tout essayer.""",
    "init.folder": "Le dossier à créer ; il doit être vide ou ne pas exister.",
    "init.rehearsal": "Une campagne inventée, avec ses candidats, ses réponses et son journal.",
    "check": """Vérifier tout le dossier et dire chaque faute, avec le fichier et la ligne.

    Rien n’est modifié.""",
    "status": "Où en est chaque candidature, canton par canton.",
    "intake": """Lire les fichiers renvoyés par les candidats et ranger leurs réponses par thème.

    Sans fichier nommé, lit tout ce qui attend dans responses/inbox/.
    L’original est gardé tel quel ; aucun mot ne se perd.""",
    "intake.files": "Les fichiers à lire.",
    "intake.candidacy": "La candidature qui répond (canton/binome), si le fichier ne le dit pas.",
    "intake.received": "Le jour où la réponse est arrivée (2028-03-04) ; sans lui, la date reste inconnue.",
    "intake.channel": "Par où elle est arrivée : courriel, lettre…",
    "intake.json": "Écrire le détail en JSON sur la sortie standard.",
    "intake.dry_run": "Lire et montrer, sans rien ranger.",
    "letters": "Écrire les lettres avec leur questionnaire, une par candidature (out/letters/).",
    "tracker": "Écrire le classeur de suivi (out/tracker.xlsx).",
    "booklets": "Composer les livrets, canton par canton (out/booklets/).",
    "booklets.canton": "Seulement ce canton (son identifiant dans campaign.yaml) ; peut se répéter.",
    "booklets.final": "L’édition définitive : refusée tant qu’il manque une relecture, une candidature ou l’imprimeur.",
    "build": "Tout refaire : lettres, suivi et livrets.",
    "force": "Remplacer aussi les fichiers modifiés à la main ; une copie est gardée dans .ccf-docs/backups/.",
    "strict": "Finir avec le code 3 s’il reste des avertissements.",
    "today": "Faire comme si nous étions ce jour-là (2028-03-04), pour répéter.",
    "quiet": "Ne dire que les fautes.",
}

SAYS = {
    "error": "erreur",
    "warning": "avertissement",
    "advice": "→ {advice}",
    "check.clean": "Tout est en ordre : {candidacies}, {responses}, {places}.",
    "check.sum": "{errors}, {warnings}.",
    "rehearsal.day": "Répétition : nous sommes le {day}.",
    "created": "Le dossier {folder} est prêt ({files}). Pour la suite : ccf-docs -C {folder} {next}",
    "built": "{written}, {unchanged}.",
    "built.removed": "{removed}, qui ne correspondaient plus à rien.",
    "built.nothing": "Aucune candidature dans candidates.csv : rien à faire pour l’instant.",
    "progress.letters": "Lettres",
    "progress.tracker": "Suivi",
    "progress.booklets": "Livrets",
    "progress.intake": "Lecture",
    "status.nobody": "Sans candidature connue : ",
    "status.answered": "réponses : {answered} sur {total}",
    "status.deadline": "Réponses attendues jusqu’au {day}",
    "status.left": "encore {days}",
    "status.today": "c’est aujourd’hui",
    "status.past": "passé depuis {days}",
    "intake.filed": "{file} → {target} ({kind}, {themes})",
    "intake.read": "{file} : {candidacy} ({kind}, {themes})",
    "intake.empty": "Rien à lire : responses/inbox/ est vide.",
    "intake.sum": "{read} sur {total} rangé(s).",
    "interrupted": "Interrompu. Rien n’est à moitié écrit ; la même commande reprend.",
    "bug": "Ceci est un défaut de ccf-docs, pas une erreur de votre part. Merci de nous envoyer ces lignes :",
    "usage": "Pour l’aide : {command} --help",
}

# What the command-line library says in English, and what it says here. Keys with {} are its own formats.
LIBRARY = {
    "Arguments": "Arguments",
    "Options": "Options",
    "Commands": "Commandes",
    "Error": "Erreur",
    "Aborted.": "Interrompu.",
    "Aborted!": "Interrompu !",
    "[default: {}]": "[par défaut : {}]",
    "default: {default}": "par défaut : {default}",
    "[required]": "[obligatoire]",
    "required": "obligatoire",
    "Show this message and exit.": "Montrer cette aide.",
    "Missing command.": "Quelle commande ?",
    "No such command {name!r}.": "Il n’y a pas de commande {name!r}.",
    "Try [blue]'{command_path} {help_option}'[/] for help.": "Pour l’aide : [blue]{command_path} {help_option}[/]",
}

# Its messages that have no format of their own: what they look like, and what is said instead.
LIBRARY_MESSAGES = (
    (r"No such option: (\S+) \(Possible options: (.+)\)", r"Il n’y a pas d’option \1 ; vouliez-vous dire \2 ?"),
    (r"No such option: ([^\s.]+)\.?", r"Il n’y a pas d’option \g<1>."),
    (r"(Il n’y a pas .+) Did you mean '?(.+?)'?\?", r"\1 Vouliez-vous dire \2 ?"),
    (r"Missing (?:argument|option) '(.+?)'\.", r"Il manque \1."),
    (r"Got unexpected extra arguments? \((.+)\)", r"Ceci est de trop : \1"),
    (r"Got unexpected extra argument\(s\) \((.+)\)", r"Ceci est de trop : \1"),
    (r"Option '(.+?)' requires an argument\.", r"L’option \1 attend une valeur."),
    (r"Invalid value for '(.+?)': (.+)", r"La valeur de \1 ne va pas : \2"),
)
