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
    "intake.review": "Écrire aussi une page de relecture par réponse (out/review/), à ouvrir dans un navigateur.",
    "review": """Relire une réponse, la corriger, la signer.

    Sans candidature, dit ce qui reste à relire. Avec une candidature et rien d’autre, ouvre la relecture dans ce
    terminal ; les mêmes gestes se font d’un coup avec les options. Aucun mot ne peut se perdre, et tout se défait.""",
    "review.candidacy": "La candidature (canton/binome), ou seulement le nom du binôme s’il n’y en a qu’un.",
    "review.move": "Ranger un morceau sous un thème, plusieurs (a,b) ou une question : 7=acces-aux-droits.",
    "review.general": "En faire un texte pour le lecteur, hors des thèmes : 7.",
    "review.aside": "Le mettre de côté avec son rôle : 9=closing.",
    "review.split": "Le couper devant l’un de ses mots : 4:23.",
    "review.join": "Réunir deux morceaux qui se suivent : 5+6.",
    "review.blank": "Dire qu’un thème est resté sans réponse : ce qui y était rangé n’était que la question.",
    "review.kind": "Dire ce qu’est ce retour : answers, general-text, refusal ou acknowledgement.",
    "review.correct": "Noter une correction demandée par les candidats dans ce morceau ; va avec les trois options suivantes.",
    "review.before": "Les mots à remplacer, exactement.",
    "review.after": "Les mots qui les remplacent.",
    "review.asked_by": "Qui a demandé la correction.",
    "review.by": "Votre nom, pour signer ou pour choisir entre deux retours.",
    "review.ok": "Signer : tout est lu, mot à mot, en face du fichier reçu.",
    "review.undo": "Défaire le dernier changement.",
    "review.list": "Montrer les morceaux numérotés, sans rien ouvrir.",
    "review.words": "Montrer un morceau en entier, ses mots comptés de cinq en cinq : pour savoir où le couper.",
    "review.version": "Un autre retour de la même candidature, par sa date : 2028-02-21.",
    "review.adopt": "Que cet autre retour compte désormais ; celui qui comptait est gardé.",
    "review.keep": "Garder celui qui compte ; les autres sont notés comme vus.",
    "transcribe": """Préparer une réponse à taper : venue sur papier, numérisée ou au téléphone.

    Écrit un fichier avec une place par thème. Une fois rempli, une autre personne le vérifie :
    « ccf-docs transcribe CANDIDATURE --checked-by NOM ».""",
    "transcribe.from": "D’où viennent les mots : lettre, téléphone ou scan.",
    "transcribe.by": "Qui les tape.",
    "transcribe.checked_by": "Qui a vérifié la transcription ; une autre personne.",
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
    "created": "Le dossier {folder} est prêt ({files}). Pour la suite : ccf-docs -C {quoted} {next}",
    "built": "{written}, {unchanged}.",
    "built.removed": "{removed}, qui ne correspondaient plus à rien.",
    "built.nothing": "Aucune candidature dans candidates.csv : rien à faire pour l’instant.",
    "progress.letters": "Lettres",
    "progress.tracker": "Suivi",
    "progress.booklets": "Livrets",
    "progress.intake": "Lecture",
    "status.nobody": "Sans candidature connue : ",
    "status.answered": "réponses aux thèmes : {answered} sur {total}",
    "status.incomplete": "liste incomplète",
    "status.deadline": "Réponses attendues jusqu’au {day}",
    "status.left": "encore {days}",
    "status.today": "c’est aujourd’hui",
    "status.past": "passé depuis {days}",
    "intake.filed": "{file} → {target} ({kind}, {themes})",
    "intake.read": "{file} : {candidacy} ({kind}, {themes})",
    "intake.empty": "Rien à lire : responses/inbox/ est vide.",
    "intake.already": "{file} : déjà rangé, rien ne change ({target})",
    "intake.beside": "{file} → {target} ({kind}, {themes}). {candidacy} a déjà une réponse, {other} : elle compte encore.",
    "intake.beside.next": "    Comparez, puis choisissez : ccf-docs review {id} --adopt {version} --by VOUS, ou --keep --by VOUS",
    "intake.missing": "    rien sur : {themes}",
    "intake.instead": "{file} → {target} ({kind}, {themes}). L’accusé de réception d’avant est gardé : {other}",
    "intake.sum": "{read} sur {total}.",
    "progress.review": "Relecture",
    "review.pages": "{pages} dans {folder}",
    "review.none": "Tout est relu.",
    "review.left": "À relire ({count}) :",
    "review.state.unread": "à relire",
    "review.state.changed": "à relire de nouveau",
    "review.state.pending": "un autre retour attend ({version})",
    "review.state.to-fill-in": "transcription à remplir",
    "review.head": "{name} – {kind}, {words} dans les réponses, {aside} mis de côté",
    "review.read": "Relue par {by} le {day}.",
    "review.unread": "Pas encore relue.",
    "review.unanswered": "Sans réponse : {themes}",
    "review.saved": "Fait. Pour défaire : --undo",
    "review.unchanged": "Rien n’a changé.",
    "review.undone": "Défait.",
    "review.signed": "Signée par {by}.",
    "review.adopted": "{path} compte désormais.",
    "review.kept": "{path} : gardé, ne compte pas.",
    "review.nothing-waits": "Aucun autre retour n’attend.",
    "review.prompt": "relecture ({candidacy}) › ",
    "review.bye": "Rien n’est perdu : chaque changement est déjà enregistré.",
    "review.unknown": "« {word} » ? Tapez aide.",
    "review.ask.before": "  mots à remplacer : ",
    "review.ask.after": "  par : ",
    "review.ask.asked_by": "  demandé par : ",
    "review.ask.by": "  votre nom : ",
    "review.help": """  liste                     les morceaux (aussi : l)
  mots 7                    le morceau 7 en entier, ses mots comptés
  ranger 7 3                sous le thème 3 (ou son identifiant, ou 3,5)
  général 7                 texte pour le lecteur, hors des thèmes
  côté 9 fin                de côté, avec son rôle : question, titre, référence, notre lettre, en-tête, fin…
  couper 4 23               devant son 23e mot
  réunir 5 6                deux morceaux qui se suivent
  vide 3                    le thème 3 est resté sans réponse
  corriger 3                une correction demandée par les candidats
  type refusal              ce qu’est ce retour : answers, general-text, refusal, acknowledgement
  défaire                   le dernier changement
  signer                    tout est lu, mot à mot
  quitter                   chaque changement est déjà enregistré""",
    "transcribe.ready": "{path} est prêt : tapez les mots sous chaque thème, puis enregistrez.",
    "transcribe.checked": "Vérifiée par {by}.",
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
    (
        r"Invalid value for '(.+?)': (?:Value error, )?'(.+?)' does not match the formats? .+",
        r"\1 : « \2 » n’est pas une date. Écrivez 2028-03-04 ou 04/03/2028.",
    ),
    (r"Invalid value for '(.+?)': (.+)", r"La valeur de \1 ne va pas : \2"),
)
