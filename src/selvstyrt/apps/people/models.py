"""Rows about persons, organisations and logins."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q


class Language(models.TextChoices):
    """The three languages of every page (språk)."""

    BOKMAL = "nb", "Bokmål"
    NYNORSK = "nn", "Nynorsk"
    ENGLISH = "en", "English"


class Person(models.Model):
    """A human being in one or more roles (person); rights follow roles with dates, never the account."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.BOKMAL)
    birth_date = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes logins from an e-mail address; each comes with its person, which every page asks for."""

    def get_queryset(self) -> models.QuerySet[User]:
        """The logins, their persons read along."""
        return super().get_queryset().select_related("person")

    def create_user(self, email: str, password: str | None = None, *, person: Person | None = None) -> User:
        """A new login; without a password it cannot log in with one."""
        user = self.model(email=self.normalize_email(email), person=person)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The login with this address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A login and nothing else (innlogging)."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="user")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email


class OrganisationKind(models.TextChoices):
    """What an organisation is to BPA (virksomhet)."""

    SUPPLIER = "supplier", "leverandør"
    MUNICIPALITY = "municipality", "kommune"


class Organisation(models.Model):
    """A supplier or a municipality (organisasjon)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    organisation_number = models.CharField(max_length=9, blank=True)
    municipality_number = models.CharField(max_length=4, blank=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in an organisation, with dates (medlemskap): the supplier's coordinator."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", "koordinator"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="membership_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.organisation}"
