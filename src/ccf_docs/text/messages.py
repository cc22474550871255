"""The message catalogue: what is said of every problem, in French.

`PROBLEMS` gives, for each problem code, what is wrong and what to do next; the values in braces come from the problem.
"""

from __future__ import annotations

from ccf_docs.errors import Problem

PROBLEMS: dict[str, tuple[str, str]] = {
    # Files
    "file-missing": (
        "ce fichier manque",
        "créez-le, ou placez-vous dans un dossier de campagne (ccf-docs -C DOSSIER …)",
    ),
    "not-a-campaign": (
        "ce dossier n’est pas une campagne : il n’a pas de campaign.yaml",
        "ccf-docs init DOSSIER en prépare une",
    ),
    "folder-not-empty": ("ce dossier n’est pas vide", "choisissez un dossier neuf"),
    "cannot-read": ("ce fichier ne s’ouvre pas : {detail}", "vérifiez vos droits sur ce fichier"),
    "cannot-write": (
        "impossible d’écrire ici : {detail}",
        "vérifiez la place sur le disque et vos droits sur ce dossier",
    ),
    "system-refuses": (
        "le système refuse : {detail}",
        "vérifiez vos droits, la longueur du nom et la place sur le disque",
    ),
    "not-utf-8": (
        "ce fichier n’est pas enregistré en UTF-8",
        "enregistrez-le de nouveau en choisissant l’encodage UTF-8",
    ),
    "folder-busy": ("une autre commande écrit dans ce dossier", "attendez qu’elle ait fini, puis recommencez"),
    # YAML
    "yaml-syntax": (
        "le fichier ne se lit plus à cette ligne",
        "vérifiez ici et juste avant l’alignement, les crochets et les tirets",
    ),
    "yaml-key-twice": ("la clé « {key} » est là deux fois", "gardez-en une"),
    "yaml-colon": (
        "un deux-points ou un alignement de trop",
        "mettez le texte entre guillemets, ou corrigez l’alignement",
    ),
    "yaml-character": (
        "un signe qui ne peut pas être là (souvent une tabulation)",
        "remplacez-le par des espaces ou des guillemets",
    ),
    "yaml-quote": ("un guillemet n’est pas fermé", "fermez-le"),
    "yaml-not-a-mapping": ("le fichier doit être une suite de lignes « clé: valeur »", "reprenez un fichier d’exemple"),
    "missing-key": ("il manque « {key} »", "ajoutez cette clé"),
    "unknown-key": ("« {key} » n’est pas une clé connue", "{near:did you mean}corrigez-la ou ôtez-la"),
    "not-text": ("« {key} » doit être un texte", "mettez la valeur entre guillemets"),
    "bad-date": (
        "« {key} » n’est pas une date : {value}",
        "écrivez un jour qui existe, ainsi : 2028-03-12 ou 12/03/2028",
    ),
    "not-a-number": ("« {key} » n’est pas un nombre entier : {value}", "écrivez un nombre, ou laissez vide"),
    "not-true-or-false": ("« {key} » doit être true ou false, pas {value}", "écrivez true (oui) ou false (non)"),
    "not-in-list": ("« {key} » ne peut pas être « {value} »", "{near:did you mean}choisissez parmi : {expected}"),
    "bad-id": (
        "« {key} » n’est pas un identifiant : « {value} »",
        "des minuscules sans accents, des chiffres et des traits d’union : chatenay-malabry (d’une candidature : canton/binome)",
    ),
    "empty-value": ("« {key} » est vide", "écrivez une valeur"),
    "empty-list": ("« {key} » est une liste vide", "ajoutez au moins un élément"),
    "too-small": ("« {key} » est trop petit : {value}", "vérifiez ce nombre ou cette date"),
    "too-large": ("« {key} » est trop grand : {value}", "vérifiez ce nombre ou cette date"),
    "too-long": ("« {key} » est trop long", "raccourcissez-le : c’est aussi un nom de fichier"),
    "not-a-list": ("« {key} » doit être une liste", "écrivez un élément par ligne, précédé d’un tiret"),
    "not-a-block": ("« {key} » doit contenir des clés", "reprenez la forme du fichier d’exemple"),
    "bad-value": ("« {key} » n’est pas une valeur possible : {value}", "reprenez la forme du fichier d’exemple"),
    # campaign.yaml
    "association-count": (
        "le nombre d’associations n’est pas celui de la liste",
        "corrigez association_count ou la liste associations",
    ),
    "rounds-order": ("les tours ne se suivent pas", "donnez leurs jours dans l’ordre, sans doublon"),
    "id-reserved": ("« {id} » ne peut pas être l’identifiant d’une circonscription", "donnez-lui un autre nom"),
    "id-twice": ("l’identifiant « {id} » sert déjà ligne {first}", "donnez un identifiant différent à chacun"),
    "unknown-constituency": ("« {id} » n’est pas dans constituencies", "{near:did you mean}corrigez l’identifiant"),
    "dates-order": (
        "{name} ({day:%d/%m/%Y}) tombe avant {earlier_name} ({earlier:%d/%m/%Y})",
        "corrigez l’une des deux dates",
    ),
    "outlines-broken": ("les contours ne se lisent pas", "reprenez la copie d’origine, ou un fichier GeoJSON valable"),
    "unknown-outline": ("aucun contour ne porte le code « {id} »", "{near:did you mean}corrigez outline"),
    "no-outline": (
        "« {name} » n’a pas de contour : sa carte ne le montrera pas",
        "donnez le code de son contour (outline)",
    ),
    "placeholder-left": ("« {key} » est encore le texte d’exemple : {value}", "remplacez-le par le vôtre"),
    "round-not-on-sunday": ("le {day} n’est pas un dimanche", "vérifiez la date du tour"),
    "date-not-fixed": (
        "la date dates.{key} n’est pas fixée, et la lettre l’imprime",
        "écrivez-la dès que vous la connaissez",
    ),
    # CSV
    "csv-quote": (
        "un guillemet de cette ligne est mal placé ou n’est pas fermé",
        "fermez-le, ou doublez-le s’il fait partie du texte",
    ),
    "column-missing": ("la colonne « {column} » manque", "remettez-la dans la première ligne"),
    "column-misspelt": (
        "la colonne « {column} » manque, mais il y a « {found} »",
        "renommez « {found} » en « {column} »",
    ),
    "column-twice": ("la colonne « {column} » est là deux fois", "gardez-en une"),
    "row-too-long": (
        "cette ligne a {cells} cases pour {columns} colonnes",
        "mettez entre guillemets le texte qui a une virgule",
    ),
    "unreadable-character": (
        "un caractère de « {column} » ne se lit pas",
        "retapez ce texte, puis enregistrez en UTF-8",
    ),
    # candidates.csv
    "rows-disagree": (
        "« {column} » vaut « {value} » ici et « {expected} » plus haut pour la même candidature",
        "donnez la même valeur à toutes ses lignes",
    ),
    "id-not-in-constituency": (
        "la candidature « {id} » est rangée dans « {constituency} »",
        "l’identifiant commence par celui de la circonscription : {constituency}/…",
    ),
    "nameless-candidacy": ("« {id} » n’a ni personnes ni nom", "donnez les noms, ou un label pour la désigner"),
    "candidates-count": (
        "il faut {expected} dans « {id} » ; il y en a {count}",
        "complétez les lignes, ou ôtez les noms tant qu’ils ne sont pas tous connus",
    ),
    "substitutes-not-expected": (
        "« {id} » a des suppléants",
        "corrigez role, ou candidacy.substitutes dans campaign.yaml",
    ),
    "order-twice": ("deux personnes de « {id} » ont le même order", "numérotez-les 1, 2… dans chaque rôle"),
    "pair-of-one-sex": (
        "le binôme « {id} » a deux fois « {title} »",
        "un binôme réunit une femme et un homme (L191) : vérifiez title",
    ),
    "substitute-of-other-sex": (
        "dans « {id} », {substitute} remplacerait {candidate}, de l’autre sexe",
        "le suppléant est du même sexe (L210-1) : vérifiez title et order",
    ),
    "panel-twice": (
        "le panneau {panel} de « {constituency} » est déjà celui de « {other} »",
        "corrigez l’un des deux numéros",
    ),
    "person-twice": (
        "{person} se présente déjà dans « {other} »",
        "nul ne se présente deux fois (L210-1) : vérifiez le nom ou le canton",
    ),
    # intake
    "file-not-there": ("ce fichier n’existe pas", "vérifiez son nom et son dossier"),
    "one-file-one-candidacy": (
        "--candidacy désigne une candidature, mais il y a plusieurs fichiers",
        "donnez un seul fichier",
    ),
    # responses/
    "unknown-candidacy": ("« {id} » n’est pas dans candidates.csv", "{near:did you mean}corrigez l’identifiant"),
    "response-misplaced": (
        "la réponse de « {id} » n’est pas à sa place",
        "rangez-la dans {expected}, avec le fichier reçu",
    ),
    "response-twice": ("« {id} » a déjà une réponse dans {other}", "gardez-en une, ou corrigez candidacy"),
    "reviewed-response-stays": (
        "cette candidature avait déjà une réponse, relue par {by} : elle reste ; la nouvelle est à côté, {name}",
        "comparez les deux, puis : ccf-docs review {id} --adopt {version} --by VOUS, ou --keep --by VOUS",
    ),
    "several-returns": (
        "un autre retour de « {id} » attend que vous choisissiez ({version})",
        "pour qu’il compte : ccf-docs review {id} --adopt {version} --by VOUS ; sinon --keep",
    ),
    "no-return-in-force": (
        "« {id} » a un retour daté ({version}), mais aucun qui compte",
        "choisissez-le : ccf-docs review {id} --adopt {version} --by VOUS",
    ),
    "returned-file-exists": ("un autre fichier porte déjà ce nom", "renommez le nouveau, puis recommencez"),
    "unknown-theme": ("« {id} » n’est pas un thème de campaign.yaml", "{near:did you mean}corrigez l’identifiant"),
    "unknown-question": (
        "« {id} » n’est pas une question du thème {theme}",
        "{near:did you mean}corrigez l’identifiant",
    ),
    "source-origin": (
        "la source doit être un fichier (file) ou une transcription (transcribed_from)",
        "gardez l’un des deux",
    ),
    "aside-role": ("une réponse ne peut pas être dans set_aside", "mettez ce passage dans answers ou dans general"),
    "kind-answers": (
        "kind et answers ne s’accordent pas",
        "« answers » s’il y a au moins un thème répondu, sinon general-text, refusal ou acknowledgement",
    ),
    "kind-general": ("un texte général n’a pas de texte dans general", "mettez-y ses mots, ou changez kind"),
    "excerpt-not-in-answer": ("cet extrait n’est pas dans la réponse : « {text} »", "recopiez-le mot pour mot"),
    "correction-not-found": (
        "ces mots à corriger ne sont pas dans la réponse : « {text} »",
        "recopiez-les mot pour mot",
    ),
    "correction-ambiguous": (
        "ces mots à corriger sont {count} fois dans la réponse : « {text} »",
        "recopiez-en davantage, jusqu’à ce qu’il n’y ait plus de doute",
    ),
    "correction-of-everything": (
        "les corrections ne laissent rien de cette réponse",
        "mettez-la plutôt dans set_aside",
    ),
    "date-in-the-future": (
        "cette date est à venir : {day:%d/%m/%Y} (nous sommes le {today:%d/%m/%Y})",
        "corrigez la date",
    ),
    "received-before-letter": (
        "reçu le {day:%d/%m/%Y}, avant l’envoi de la lettre le {letter:%d/%m/%Y}",
        "corrigez l’une des deux dates",
    ),
    "review-undone": (
        "la réponse a changé depuis que {by} l’a relue",
        "relisez-la ; la relecture ne compte plus",
    ),
    "transcription-unchecked": (
        "personne n’a vérifié cette transcription",
        "faites-la relire, puis notez qui dans checked_by",
    ),
    "transcription-to-fill-in": (
        "transcription à remplir : rien n’y est encore tapé",
        "tapez sous chaque thème les mots dits ou écrits ; laissez vides les thèmes sans réponse",
    ),
    "transcription-same-eyes": (
        "{name} a tapé cette transcription : il faut une autre personne pour la vérifier",
        "donnez un autre nom à --checked-by",
    ),
    "transcription-by-missing": (
        "il manque l’origine ou le nom de qui tape",
        "ajoutez --from lettre (ou téléphone, scan) et --by NOM",
    ),
    "not-a-transcription": (
        "la réponse de « {id} » vient d’un fichier : il n’y a rien à transcrire",
        "relisez-la : ccf-docs review {id}",
    ),
    "source-missing": ("le fichier reçu « {name} » n’est pas à côté", "remettez-le tel qu’il est arrivé"),
    "source-changed": (
        "le fichier reçu « {name} » n’est plus celui qui a été lu",
        "remettez l’original ; un nouveau retour se lit avec ccf-docs intake",
    ),
    "bad-place": ("« {where} » n’est pas un endroit du fichier reçu", "écrivez ¶4, ¶4–¶11 ou ¶4:12–¶4:30"),
    "words-lost": (
        "des mots du fichier reçu ne sont nulle part (¶{block}) : « {text} »",
        "remettez-les dans answers, general ou set_aside",
    ),
    "words-invented": (
        "ces mots ne sont pas dans le fichier reçu (¶{block}) : « {text} »",
        "ôtez-les ; une correction demandée se note dans corrections",
    ),
    "words-twice": (
        "ces mots du fichier reçu (¶{block}) sont déjà dans un autre passage : « {text} »",
        "laissez-les dans un seul ; un passage qui répond à deux thèmes les nomme tous deux (themes)",
    ),
    "wrong-place": (
        "ce passage n’est pas à l’endroit dit ({where}) : « {text} »",
        "vérifiez qu’il est sous le bon thème, puis corrigez where",
    ),
    "source-twice": (
        "le même fichier est déjà la réponse de « {other} »",
        "vérifiez qui l’a envoyé ; si le texte leur est commun, il n’y a rien à faire",
    ),
    "response-stray": (
        "cette réponse n’est pas lue : elle n’est pas dans responses/<circonscription>/, ou ne finit pas par .yaml",
        "remettez-la à sa place, avec le fichier reçu",
    ),
    "received-without-response": (
        "« {id} » a répondu, mais sa réponse n’est pas dans responses/",
        "lisez le fichier reçu (ccf-docs intake), ou transcrivez la réponse (ccf-docs transcribe)",
    ),
    "inbox-waiting": ("des fichiers attendent d’être lus : {count}", "lisez-les : ccf-docs intake"),
    "returned-file-unread": ("aucune réponse ne vient de ce fichier", "lisez-le : ccf-docs intake FICHIER"),
    # review
    "review-which": (
        "« {id} » n’a pas encore de réponse",
        "{near:did you mean}voyez celles qui attendent : ccf-docs review",
    ),
    "review-syntax": ("« {value} » ne va pas après {option}", "écrivez {example}"),
    "review-needs": ("{option} ne va pas sans {needed}", "ajoutez {needed}"),
    "review-twice": (
        "le morceau {number} est nommé dans deux découpes ou réunions",
        "faites-les l’une après l’autre : les numéros changent",
    ),
    "review-unplaced": (
        "{count} : rien ne peut être signé tant qu’il en reste à ranger",
        "rangez-les : --move, --general ou --aside (ccf-docs review {id} --list)",
    ),
    "review-unchecked": (
        "une transcription se signe une fois vérifiée par une autre personne",
        "ccf-docs transcribe {id} --checked-by NOM",
    ),
    "no-such-piece": ("il n’y a pas de morceau {number} : ils vont de 1 à {count}", "regardez la liste (--list)"),
    "aside-not-a-role": ("« {role} » n’est pas un rôle", "{near:did you mean}choisissez parmi : {expected}"),
    "theme-blank-already": ("le thème « {theme} » n’a déjà aucune réponse", "il n’y a rien à faire"),
    "split-outside": (
        "le morceau {number} a {count} mots : on le coupe devant l’un d’eux, du deuxième au dernier",
        "donnez le numéro du mot qui commence la suite (ccf-docs review … --list {number} les compte)",
    ),
    "split-on-a-dash": (
        "la suite commencerait par un tiret, qui serait pris pour celui d’une liste",
        "coupez devant un autre mot",
    ),
    "join-not-neighbours": (
        "les morceaux {first} et {second} ne se suivent pas",
        "réunissez deux morceaux qui se suivent : --join 5+6",
    ),
    "piece-not-as-in-file": (
        "le morceau {number} n’est plus comme dans le fichier reçu",
        "remettez ses mots (ccf-docs check dit lesquels), puis recommencez",
    ),
    "piece-has-decisions": (
        "le morceau {number} porte une correction ou un extrait choisi, qui se perdrait",
        "ôtez-les d’abord dans le fichier, ou défaites le dernier changement (--undo)",
    ),
    "correct-only-answers": (
        "le morceau {number} n’est pas une réponse : il ne s’imprime pas, ou tel quel",
        "rangez-le d’abord sous un thème (--move)",
    ),
    "correction-several": (
        "« {text} » est {times} fois dans le morceau {number}",
        "donnez quelques mots de plus, pour qu’on sache lesquels",
    ),
    "nothing-to-undo": ("il n’y a rien à défaire", "seuls les changements de ccf-docs review se défont"),
    "edited-since": (
        "ce fichier a été modifié à la main depuis le dernier changement : il reste tel quel",
        "reprenez-le à la main ; ce qu’il était est dans .ccf-docs/history/",
    ),
    "no-such-version": ("« {id} » n’a pas de retour « {version} »", "{near:did you mean}choisissez parmi : {expected}"),
    # contacts.csv
    "contact-of-nobody": (
        "ce nom (last_name) n’est pas dans « {id} »",
        "{near:did you mean}corrigez last_name, ou laissez-le vide",
    ),
    "bad-email": ("l’adresse électronique n’en est pas une", "corrigez-la"),
    # out/
    "edited-by-hand": (
        "ce fichier a été modifié depuis que l’outil l’a écrit : il reste tel quel",
        "gardez-le, ou ajoutez --force (une copie sera gardée)",
    ),
    "open-elsewhere": ("ce fichier est ouvert{by}", "fermez-le, puis recommencez"),
    "stale-product": (
        "ce fichier ne correspond plus à rien, mais il a été modifié à la main",
        "supprimez-le si vous n’en avez plus besoin",
    ),
    # Zipped office files
    "package-unreadable": (
        "« {name} » est abîmé, ou n’est pas du format que dit son nom",
        "demandez ou enregistrez une nouvelle copie",
    ),
    "package-locked": (
        "« {name} » est protégé par un mot de passe, ou d’un ancien format",
        "enregistrez-le sans mot de passe, en .docx",
    ),
    "package-too-large": ("« {name} » est démesuré une fois décompressé", "vérifiez d’où il vient avant de l’ouvrir"),
    "package-unsafe": (
        "« {name} » contient des chemins qui sortent du fichier",
        "vérifiez d’où il vient avant de l’ouvrir",
    ),
    # The letter
    "letter-not-word": (
        "ce modèle n’est pas un document Word",
        "enregistrez-le au format .docx dans Word ou LibreOffice",
    ),
    "letter-unknown-field": (
        "le champ « {field} » n’existe pas ; il est dans le paragraphe « {paragraph} »",
        "{near:did you mean}corrigez ce champ (la liste est dans le README)",
    ),
    "letter-broken-tag": (
        "une balise est fausse dans le paragraphe « {paragraph} » ({detail})",
        "vérifiez les accolades et les mots entre elles : {{{{ champ }}}}, {{%p if champ %}}, {{%p endif %}}",
    ),
    "letter-empty-field": (
        "un champ est vide pour « {candidacy} » dans le paragraphe « {paragraph} »",
        "complétez campaign.yaml ou candidates.csv, ou mettez ce paragraphe entre {{%p if champ %}} et {{%p endif %}}",
    ),
    "letter-no-marker": (
        "la lettre n’a pas de paragraphe « {marker} »",
        "écrivez {marker}, seul dans un paragraphe, là où le questionnaire doit venir",
    ),
    "letter-marker-twice": ("la lettre a {count} paragraphes « {marker} »", "gardez-en un seul"),
    "letter-marker-place": (
        "« {marker} » n’est pas seul dans un paragraphe ordinaire du texte (« {paragraph} »)",
        "mettez-le dans un paragraphe à lui, hors de tout tableau, de toute zone de texte et des en-têtes",
    ),
    "letter-marker-conditional": (
        "« {marker} » est dans une partie que la lettre ne garde pas, ou répète",
        "mettez-le hors des balises {{%p if … %}} et {{%p for … %}}",
    ),
    "letter-date-missing": (
        "la date dates.{key} n’est pas fixée, et la lettre l’imprime",
        "écrivez-la dans campaign.yaml",
    ),
    # Returned files
    "returned-file-format": (
        "« {suffix} » n’est pas un format que l’on sait lire",
        "enregistrez-le dans l’un de ces formats : {known} ; ou recopiez son texte dans un .txt",
    ),
    "returned-file-unreadable": ("ce fichier ne s’ouvre pas : {detail}", "vérifiez son nom et vos droits"),
    "returned-file-empty": (
        "ce fichier ne contient aucun mot",
        "s’il montre un texte, c’est une image : demandez le fichier d’origine",
    ),
    "returned-file-too-big": (
        "ce fichier est trop gros pour une réponse",
        "demandez aux candidats un fichier plus léger",
    ),
    "returned-file-damaged": (
        "ce fichier est abîmé ({detail})",
        "ouvrez-le et enregistrez-le de nouveau en DOCX, ou demandez un autre envoi",
    ),
    "returned-file-hostile": (
        "ce fichier contient ce qu’aucun traitement de texte n’écrit ({detail})",
        "ne l’ouvrez pas ; demandez un autre envoi",
    ),
    "returned-file-misnamed": ("malgré son nom, ce fichier est {actual}", "{advice}"),
    "returned-file-locked": (
        "ce fichier est protégé par un mot de passe",
        "demandez aux candidats de l’enregistrer sans mot de passe, en DOCX",
    ),
    "returned-file-old-word": (
        "ce document d’un ancien Word (.doc) ne se lit pas sans LibreOffice ni antiword",
        "ouvrez-le dans Word et enregistrez-le en DOCX, ou installez LibreOffice",
    ),
    "office-missing": (
        "LibreOffice n’est pas installé : {task} en a besoin",
        "installez LibreOffice (libreoffice.org), puis recommencez",
    ),
    "office-failed": (
        "LibreOffice n’a pas su convertir ce fichier ({detail})",
        "ouvrez-le et enregistrez-le de nouveau en DOCX, ou demandez un autre envoi",
    ),
    # PDF files and messages
    "no-text-layer": (
        "ce PDF n’a pas de texte : est-il numérisé ?",
        "demandez le fichier d’origine, ou tapez la réponse (ccf-docs transcribe), ou passez-le à la reconnaissance de texte",
    ),
    "no-text-layer-pages": (
        "des pages de ce PDF n’ont pas de texte ({pages}) : sont-elles numérisées ?",
        "demandez le fichier d’origine, ou tapez la réponse (ccf-docs transcribe), ou passez-le à la reconnaissance de texte",
    ),
    "returned-mail-automatic": (
        "ce message vient d’un serveur de courriel, et non des candidats",
        "si votre envoi n’est pas arrivé, notez-le (« undeliverable ») dans responses/journal.csv",
    ),
    "returned-pdf-xfa": (
        "ce PDF est un formulaire que seul Acrobat sait montrer (XFA)",
        "demandez aux candidats de l’imprimer en PDF, ou un document Word",
    ),
    "returned-pdf-cipher": (
        "les lettres de ce PDF n’ont pas de sens pour un programme (police sans table de caractères)",
        "demandez le fichier d’origine, ou tapez la réponse (ccf-docs transcribe)",
    ),
    "sender-unknown": (
        "rien dans ce fichier ne dit qui l’a envoyé",
        "ajoutez --candidacy suivi de l’un de ces identifiants : {candidacies}",
    ),
    "sender-unclear": (
        "ce fichier peut venir de plusieurs candidatures : {candidacies}",
        "ajoutez --candidacy suivi du bon identifiant",
    ),
    "sender-not-a-candidacy": ("« {id} » n’est pas dans candidates.csv", "{near:did you mean}corrigez l’identifiant"),
    # The booklet
    "rendering-complaint": (
        "le modèle « {name} » ne s’imprime pas comme il est écrit : {detail}",
        "corrigez cet endroit du modèle ou de sa feuille de style, ou remettez le fichier qui manque dans templates/",
    ),
    "outlines-unusable": (
        "les contours de la carte ne se lisent pas : {detail}",
        "remettez outlines.geojson dans templates/ (ccf-docs init DOSSIER en écrit une copie neuve)",
    ),
    "outline-unknown": (
        "aucun contour de la carte ne porte le code « {outline} »",
        "corrigez « outline » dans campaign.yaml, ou laissez-le vide : la couverture se passe alors de carte",
    ),
    "sign-unprintable": (
        "les caractères du livret ne savent pas imprimer : {signs}",
        "convenez avec {candidacy} d’une correction datée (corrections) qui remplace ce signe",
    ),
    "excerpt-not-found": (
        "l’extrait « {excerpt} » choisi sous « {theme} » n’est pas dans la réponse",
        "recopiez-le mot pour mot de la réponse, ou videz « excerpts »",
    ),
    "excerpt-too-long": (
        "les extraits choisis sous « {theme} » font {length} signes ; la limite, la même pour tous, est de {limit}",
        "raccourcissez-les, ou changez « excerpt_length » dans campaign.yaml pour toutes les candidatures",
    ),
    "final-too-early": (
        "on peut répondre jusqu’au {day:%d/%m/%Y} : ce livret ne peut pas encore être définitif",
        "attendez le lendemain de cette date",
    ),
    "final-before-freeze": (
        "les textes ne sont arrêtés que le {day:%d/%m/%Y} (dates.frozen_on)",
        "attendez ce jour, ou avancez la date dans campaign.yaml",
    ),
    "final-too-late": (
        "plus rien ne se distribue depuis le {day:%d/%m/%Y} à minuit (code électoral, article L49)",
        "gardez le brouillon pour vos archives ; pour un second tour, faites l’édition après le premier",
    ),
    "final-in-the-past": (
        "vous demandez l’édition du {today:%d/%m/%Y}, mais le dossier a des faits du {day:%d/%m/%Y}",
        "une édition définitive tient compte de tout ce qui est arrivé : ôtez --today",
    ),
    "final-list-incomplete": (
        "« {constituency} » : la liste des candidatures n’est pas complète",
        "vérifiez-la avec la liste de la préfecture, puis écrivez « complete: true » dans campaign.yaml",
    ),
    "final-no-imprint": (
        "le nom et l’adresse de l’imprimeur manquent",
        "remplissez « imprint » sous « booklet » dans campaign.yaml (loi du 29 juillet 1881, article 3)",
    ),
    "final-not-frozen": (
        "le jour où les textes sont arrêtés n’est pas fixé",
        "remplissez « frozen_on » sous « dates » dans campaign.yaml",
    ),
    "final-not-sent": (
        "le questionnaire n’a pas été envoyé à {candidacy}",
        "envoyez-le, puis notez l’envoi dans responses/journal.csv",
    ),
    "final-not-reviewed": (
        "personne n’a relu la réponse de {candidacy}, ou ses mots ont changé depuis",
        "relisez-la en face du fichier reçu, puis signez : ccf-docs review {candidacy} --by VOTRE-NOM --ok",
    ),
    "preflight-page-count": (
        "le PDF a {count} pages, qui ne se plient pas en cahier : il en faut un multiple de quatre",
        "remettez dans le modèle les pages de notes (« notes-1 » à « notes-3 »)",
    ),
    "preflight-edge": (
        "« {sign} » sort du bord de la page {page}",
        "corrigez la feuille de style booklet.css",
    ),
    "preflight-draft-mark-missing": (
        "la page {page} d’un brouillon ne porte pas le mot BROUILLON",
        "remettez ce mot sur toutes les pages du modèle",
    ),
    "preflight-draft-mark-left": (
        "la page {page} d’une édition définitive porte encore le mot BROUILLON",
        "ôtez-le du modèle, ou de la réponse qui le contient",
    ),
    "preflight-font-missing": (
        "la police {font} n’est pas dans le PDF",
        "n’employez dans booklet.css que les polices du livret",
    ),
    "preflight-font-foreign": (
        "le PDF emploie {font}, une police de cet ordinateur et non celles du livret",
        "cherchez le signe ou la règle de booklet.css qui la demande",
    ),
    "preflight-theme": (
        "le thème « {theme} » manque dans le PDF, y est deux fois ou n’est pas à sa place",
        "remettez le titre du thème dans le modèle theme.html",
    ),
    "preflight-candidacy-missing": (
        "thème {theme} : {name} manque dans le PDF",
        "corrigez le modèle theme.html ou voice.html : personne ne peut être oublié",
    ),
    "preflight-candidacy-twice": (
        "thème {theme} : {name} est imprimé plus d’une fois",
        "corrigez le modèle theme.html ou voice.html",
    ),
    "preflight-order": (
        "thème {theme} : les candidatures ne sont pas dans leur ordre",
        "corrigez le modèle theme.html",
    ),
    "preflight-stranger": (
        "thème {theme} : un titre imprimé n’est celui d’aucune candidature",
        "corrigez le modèle theme.html ou voice.html",
    ),
    "preflight-name": (
        "page {page}, thème {theme} : le nom ou l’étiquette de {name} n’est pas imprimé tel quel",
        "corrigez le modèle voice.html",
    ),
    "preflight-silence": (
        "page {page}, thème {theme} : rien n’est imprimé sous le nom de {name}",
        "remettez la phrase neutre dans le modèle sentences.html",
    ),
    "preflight-words": (
        "page {page}, thème {theme} : des mots de {name} manquent, vers « {words} »",
        "corrigez le modèle voice.html ou la feuille de style booklet.css",
    ),
    "preflight-words-twice": (
        "des mots de {name} sont imprimés deux fois : « {words}… »",
        "corrigez le modèle voice.html",
    ),
    # Templates and rendering
    "template-missing": (
        "le modèle « {name} » manque",
        "remettez-le dans templates/ (ccf-docs init DOSSIER en écrit une copie neuve)",
    ),
    "template-broken": (
        "le modèle « {name} » ne se lit pas : {detail}",
        "corrigez cet endroit du modèle, ou reprenez la copie d’origine",
    ),
    "template-unknown-field": (
        "le modèle « {name} » demande un champ inconnu : {detail}",
        "corrigez le nom du champ (la liste est dans le README)",
    ),
}


class _Suggestion(str):
    """A near match as messages show it: `{near:did you mean}` is a question in front of the advice, or nothing."""

    def __format__(self, spec: str) -> str:
        return (f"vouliez-vous dire « {self} » ? sinon " if self else "") if spec == "did you mean" else str(self)


def describe(problem: Problem) -> str:
    """What is wrong, in one sentence without a full stop."""
    return PROBLEMS[problem.code][0].format(**_values(problem))


def advise(problem: Problem) -> str:
    """What to do next, in one sentence without a full stop."""
    return PROBLEMS[problem.code][1].format(**_values(problem))


def _values(problem: Problem) -> dict[str, object]:
    return {**problem.values, "near": _Suggestion(problem.values.get("near", ""))}
