"""What the shipped facts say of themselves, listed so that it is translated: notes, sources, licences."""

from __future__ import annotations

from django.utils.translation import gettext_noop

SHIPPED_WORDS = (
    gettext_noop(
        "Tallet på alle som får tjenester hjemme i 2022, gjentar tallet fra 2021 for hver aldersgruppe; derfor er det"
        " utelatt."
    ),
    gettext_noop(
        "Bare kommunene i listen er lest. Hver tabell har sin egen kilde, sitt eget år og sin egen sikkerhet."
    ),
    gettext_noop(
        "Lest fra en offentlig kopi. Språket i navnene og det samiske forvaltningsområdet er fra Kartverkets liste for"
        " 2023."
    ),
    gettext_noop("Lest fra en offentlig kopi."),
    gettext_noop("Satt sammen ved å jamføre listene for 2023 og 2024."),
    gettext_noop(
        "Bare de åtte kommunene som har fått nye navn eller ny rekkefølge etter 2024. Kopien som ble lest, mangler tegn"
        " som š og ŋ i noen navn."
    ),
    gettext_noop("Ålesund og Haram mangler, fordi de ble delt i 2024."),
    gettext_noop("Regnet ut fra grensene klippet mot kysten. Punktet er ikke der folk bor."),
    gettext_noop("Lest fra en offentlig kopi; summene er lik de offisielle."),
    gettext_noop(
        "Lest i en kopi uten dato. Kopien oppga verken nettadresse eller organisasjonsnummer, og listen over kommuner"
        " lå bak en lenke som ikke var med."
    ),
    gettext_noop("Hver kommunes egen side, lest som kopi"),
    gettext_noop("leverandørens egen side om BPA"),
    gettext_noop("Fakta fra utdanning.no (NLOD) og KarriereStart.no, fortalt med våre ord"),
    gettext_noop("Tall gjengitt med kilde"),
    gettext_noop("Fakta fra en åpen side, med våre ord"),
    gettext_noop("Statistisk sentralbyrå. Inneholder data under NLOD fra utdanning.no"),
)
