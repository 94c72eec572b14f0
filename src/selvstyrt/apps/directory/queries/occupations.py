"""Reads about occupations (yrker): an occupation with its job titles, those who share its groups, and its relatives."""

from __future__ import annotations

from dataclasses import dataclass

from selvstyrt.apps.directory.datasets.descriptions import DESCRIPTIONS, Description, Descriptions
from selvstyrt.apps.directory.datasets.occupations import OCCUPATIONS, Occupation, Occupations
from selvstyrt.apps.directory.datasets.styrk import STYRK, JobTitle, OccupationGroup, Styrk
from selvstyrt.apps.directory.shelf import Provenance, Shelved, UnsoundContent, current


@dataclass(frozen=True, slots=True)
class Relative:
    """Another occupation and how close it is (beslektet yrke): `close`, `health` or `listed_only`."""

    occupation: Occupation
    closeness: str


@dataclass(frozen=True, slots=True)
class CodedTitle:
    """A job title with the group it lies in (stillingstittel med gruppe)."""

    title: JobTitle
    group: OccupationGroup


@dataclass(frozen=True, slots=True)
class OccupationFacts:
    """What the registers say about one occupation (yrke med koder).

    `sharing` are titles of others that lie in the same groups: counts of the group contain them too.
    `listed_by` are the described occupations whose pages list this one. `theirs` is the collected description of
    utdanning.no, None until it has been collected.
    """

    occupation: Occupation
    group: OccupationGroup | None
    titles: tuple[CodedTitle, ...]
    sharing: tuple[CodedTitle, ...]
    relatives: tuple[Relative, ...]
    listed_by: tuple[Relative, ...]
    provenance: Provenance
    codes_provenance: Provenance
    theirs: Description | None
    theirs_provenance: Provenance | None

    @property
    def in_several_groups(self) -> bool:
        """True when the occupation's titles lie in more than one group."""
        return len({each.group.code for each in self.titles}) > 1


def occupations() -> Shelved[Occupations]:
    """Every occupation, described or only listed.

    Raises: UnsoundContent when neither an edition nor the shipped file is there or readable.
    """
    shelved = current(OCCUPATIONS)
    if shelved is None:
        raise UnsoundContent("the shipped file is missing; install the program again", where="occupations")
    return shelved


def styrk() -> Shelved[Styrk]:
    """Job titles and groups.

    Raises: UnsoundContent as `occupations`.
    """
    shelved = current(STYRK)
    if shelved is None:
        raise UnsoundContent("the shipped file is missing; install the program again", where="styrk")
    return shelved


def occupation_facts(slug: str) -> OccupationFacts | None:
    """The occupation with this slug, id or other name, with its codes and relatives; None when there is none.

    Raises: UnsoundContent.
    """
    shelved, codes = occupations(), styrk()
    occupation = shelved.content.with_slug(slug)
    if occupation is None:
        return None
    collected = current(DESCRIPTIONS)
    return OccupationFacts(
        occupation=occupation,
        group=codes.content.groups.get(occupation.styrk08),
        titles=_coded(codes.content, codes.content.titles_of(occupation.id)),
        sharing=_coded(codes.content, codes.content.sharing(occupation.id)),
        relatives=_relatives(shelved.content, occupation),
        listed_by=_listed_by(shelved.content, occupation),
        provenance=shelved.provenance,
        codes_provenance=codes.provenance,
        theirs=_theirs(collected, occupation),
        theirs_provenance=collected.provenance if collected else None,
    )


def _coded(codes: Styrk, titles: tuple[JobTitle, ...]) -> tuple[CodedTitle, ...]:
    return tuple(CodedTitle(title, codes.groups[title.group]) for title in titles)


def _relatives(content: Occupations, occupation: Occupation) -> tuple[Relative, ...]:
    return tuple(Relative(content.by_id[each.occupation], each.closeness) for each in occupation.related)


def _listed_by(content: Occupations, occupation: Occupation) -> tuple[Relative, ...]:
    found = []
    for each in content.by_id.values():
        found += [Relative(each, link.closeness) for link in each.related if link.occupation == occupation.id]
    return tuple(found)


def _theirs(collected: Shelved[Descriptions] | None, occupation: Occupation) -> Description | None:
    if collected is None:
        return None
    content = collected.content
    return content.by_uno_id.get(occupation.uno_id) or content.titled(occupation.titles["nb"])
