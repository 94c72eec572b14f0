"""What refusals about decisions, team and needs say to people."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, str | Promise] = {
    "decision_ends_before_start": _("Vedtaket slutter før det starter. Endre første eller siste dag."),
    "decision_has_no_lines": _("Et vedtak må gi timer. Skriv timer i uken for minst én tjeneste."),
    "decision_same_first_day": _(
        "Det finnes et vedtak fra %(first_day)s allerede. Rett det vedtaket, eller velg en annen første dag."
    ),
    "decision_hours_too_many": _(
        "Timene er flere enn to assistenter kan arbeide i en uke: 336. Se på tallene en gang til."
    ),
    "decision_already_corrected": _("Noen har rettet dette vedtaket før deg. Åpne det nyeste og se på det først."),
    "decision_unknown": _("Vedtaket du vil rette, finnes ikke i denne saken."),
    "line_hours_not_positive": _("Skriv flere enn 0 timer, eller la feltet stå tomt."),
    "line_ends_before_start": _("Tillegget slutter før det starter. Endre en av dagene."),
    "line_outside_decision": _("Tillegget må ligge mellom vedtakets første og siste dag."),
    "service_unknown": _("Velg en av tjenestene i listen."),
    "case_unknown": _("Ordningen har ingen sak å føre vedtaket på. Be koordinatoren om hjelp."),
    "assignment_ends_before_start": _("Siste arbeidsdag er før den første. Endre en av dagene."),
    "assistant_already_in_team": _("Denne personen er i teamet allerede. Åpne kortet og endre vilkårene der."),
    "assistant_unknown": _("Denne assistenten er ikke i teamet."),
    "email_malformed": _("Skriv e-postadressen som navn@sted.no."),
    "email_taken": _("En annen innlogging bruker denne adressen. Velg en annen."),
    "login_without_person": _("Adressen hører til driften av nettstedet. Velg en annen adresse."),
    "contract_hours_out_of_range": _("Avtalt tid må være mer enn 0 timer og få plass i en uke."),
    "contract_min_above_max": _("Færrest timer i en uke er flere enn flest timer. Endre en av dem."),
    "contract_hours_cannot_be_met": _(
        "Avtalt tid er %(weekly_minutes)s i uken. Det går ikke når hver uke skal ha mellom "
        "%(min_weekly_minutes)s og %(max_weekly_minutes)s. Endre en av grensene."
    ),
    "contract_hours_over_limit": _("Avtalt tid er mer enn full uke. Skriv færre timer eller lavere prosent."),
    "full_time_not_positive": _("Full uke må ha timer."),
    "skill_unknown": _("Ordningen har ikke ferdigheten %(skills)s. Legg den til i teamet først."),
    "role_held_already": _("Personen har denne rollen allerede."),
    "role_not_held": _("Personen har ikke denne rollen etter den dagen."),
    "role_ends_before_start": _("Rollen kan ikke slutte før den startet."),
    "role_unknown": _("Velg en av rollene i listen."),
    "scheme_needs_leader": _("Ordningen må ha en arbeidsleder. Gi rollen til en annen først."),
    "agreement_type_unknown": _("Velg en av avtalene i listen."),
    "agreement_ends_before_start": _("Avtalen slutter før den starter. Endre en av dagene."),
    "agreement_period_out_of_range": _("Perioden må være mellom 1 og 52 uker."),
    "agreement_unknown": _("Denne avtalen finnes ikke hos assistenten."),
    "need_without_weekday": _("Velg minst én ukedag."),
    "need_ends_before_start": _("Behovet slutter før det starter. Endre en av dagene."),
    "need_type_unknown": _("Velg en av vakttypene i listen."),
    "need_seats_out_of_range": _("Mellom 1 og 4 assistenter kan trengs samtidig."),
    "need_priority_unknown": _("Velg hvor viktig det er at vakten er dekket."),
    "need_weeks_out_of_range": _("Velg hver uke, eller opptil hver tolvte uke."),
    "need_dates_too_many": _("Enkeltdager kan vare ett år. Lag et fast behov i stedet."),
    "out_of_range": _(
        "Korteste vakt kan ikke være lengre enn lengste, og ingen vakt lengre enn et døgn. Bruk hele kvarter."
    ),
    "need_not_in_quarters": _("Bruk hele kvarter: 00, 15, 30 eller 45."),
    "rest_overlaps": _("To hvilende netter overlapper. Bruk én linje med antallet som hviler."),
    "curve_lines_too_many": _("Døgnet har for mange linjer. Fjern en først."),
    "curve_line_twice": _("Linjen «%(name)s» står her fra før. Fjern den først hvis du vil endre den."),
    "no_shifts_chosen": _("Velg minst én vakt."),
    "need_unknown": _("Dette behovet finnes ikke i ordningen. Noen kan ha fjernet det."),
    "added_need_without_times": _("Skriv når vakten starter og slutter."),
    "clock_choice_unknown": _("Velg første eller andre gang."),
    "passive_longer_than_shift": _("Hviletiden er lengre enn vakten. Skriv færre timer."),
    "break_longer_than_shift": _("Pausen må være kortere enn vakten."),
    "need_time_does_not_exist": _(
        "«%(name)s»: klokken %(wall)s finnes ikke, for da stilles klokken fram. "
        "Lag en enkeltdag med et annet tidspunkt for den natten."
    ),
    "need_time_exists_twice": _(
        "«%(name)s»: klokken %(wall)s kommer to ganger, for da stilles klokken tilbake. "
        "Lag en enkeltdag for den natten, og velg første eller andre gang."
    ),
    "absence_overlaps": _("Det ligger et fravær her allerede. Fjern det først, eller velg andre dager."),
    "absence_ends_before_start": _("Fraværet slutter før det starter. Endre en av dagene."),
    "absence_kind_unknown": _("Velg hva slags fravær det er."),
    "absence_too_long": _("Et fravær kan vare to år. Del det opp hvis det er lengre."),
    "absence_unknown": _("Dette fraværet finnes ikke lenger."),
    "weekday_unknown": _("Velg en ukedag."),
    "wish_weight_out_of_range": _("Velg hvor sterkt ønsket er."),
    "wish_too_long": _("Et ønske kan gjelde to måneder. Legg inn fravær i stedet."),
    "wish_overlaps": _("Det ligger et ønske her allerede. Fjern det først, eller velg en annen tid."),
    "wish_unknown": _("Dette ønsket finnes ikke lenger."),
    "person_unknown": _("Denne personen finnes ikke her."),
    "language_unknown": _("Velg bokmål, nynorsk eller engelsk."),
    "scheme_has_ended": _("Ordningen er avsluttet. Det kan ikke legges til mer i den."),
    "case_reference_taken": _("Kommunen har saken %(reference)s fra før. Se på saksnummeret en gang til."),
    "case_has_scheme": _("Saken har en ordning fra før."),
    "municipality_unknown": _("Velg en kommune i listen, eller skriv navnet på en ny."),
    "organisation_known": _("%(name)s står i listen fra før. Velg der."),
    "organisation_number_malformed": _("Et organisasjonsnummer har ni siffer. Se på tallene en gang til."),
    "municipality_number_malformed": _("Et kommunenummer har fire siffer."),
    "not_your_supplier": _("Velg en leverandør som du er koordinator for."),
    "supplier_unknown": _("Velg en leverandør i listen, eller skriv navnet på en ny."),
    "supplier_same": _("Dette er leverandøren i dag. Velg en annen."),
    "supplier_not_newest": _("Ordningen har en leverandør fra %(first_day)s. Velg en senere dag."),
    "passive_share_out_of_range": _("Skriv et helt tall fra 0 til 60."),
    "carry_over_cap_missing": _("Skriv hvor mange timer som kan overføres."),
    "hours_policy_same_day": _("Det er allerede bestemt hvordan timene teller fra %(first_day)s. Velg en annen dag."),
    "scheme_unknown": _("Denne ordningen finnes ikke."),
}
