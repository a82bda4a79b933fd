"""What waits for a person holds no personal data that can be found."""

from __future__ import annotations

import pytest

from ingest.personal_data import LEFT_OUT, is_about_a_person, masked, masked_closely

HIDDEN = [
    ("Escribir a juana.ejemplo@example.org hoy", f"Escribir a {LEFT_OUT} hoy"),
    ("Lic. Juana Ejemplo de la Cruz, directora", f"{LEFT_OUT}, directora"),
    ("Sra. María Ejemplo Ñandú y Dr. Juan Ejemplo", LEFT_OUT),
    ("Tel. +504 2222-0000", LEFT_OUT),
    ("teléfono: 2222-0000", LEFT_OUT),
    ("WhatsApp 5555 0000", LEFT_OUT),
    ("(+504) 2222 0000", f"({LEFT_OUT}"),
    ("+55 (61) 2030-0000", LEFT_OUT),
    ("Cel 55550000 o fax 2222.0000", f"{LEFT_OUT}o {LEFT_OUT}"),
]
SHOWN = [
    "cooperacion@example.org",
    "Dirección General de Cooperación",
    "14030, 31110",
    "2025-07-15",
    "15/07/2025 10:00:00",
    "1 000 000,50",
    "XM-DAC-41304-123456789",
    "ODS 6.1 y 6.2",
    "1.000.000",
    "Del 2025-07-15 al 2026-07-15",
    "Ing. de sistemas",
]


@pytest.mark.parametrize(("text", "left"), HIDDEN)
def test_what_is_about_a_person_is_hidden(text: str, left: str) -> None:
    assert masked(text).strip() == left


@pytest.mark.parametrize("text", SHOWN)
def test_what_is_about_nobody_is_shown(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    "header",
    ["Persona de contacto", "Responsable", "E-mail", "Correo electrónico", "Téléphone",
     "Nom complet", "Apellidos", "Celular / WhatsApp", "CPF", "Elaborado por",
     "Contact person", "Firma"],
)  # fmt: skip
def test_columns_about_persons_are_hidden_whole(header: str) -> None:
    assert is_about_a_person(header)
    assert masked_closely(header, "Juana Ejemplo") == LEFT_OUT
    assert masked_closely(header, "") == ""


@pytest.mark.parametrize("header", ["Título", "Sector", "Observaciones", "Presupuesto", "Región"])
def test_other_columns_are_not(header: str) -> None:
    assert masked_closely(header, "Agua segura") == "Agua segura"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Llamar al 504 2222 0000", f"Llamar al {LEFT_OUT}"),
        ("2222-0000", LEFT_OUT),
        ("2025-07-15", "2025-07-15"),
        ("14030", "14030"),
        ("1 000", "1 000"),
        ("juana.ejemplo@example.org", LEFT_OUT),
    ],
)
def test_in_columns_that_nobody_reads_more_is_hidden(text: str, left: str) -> None:
    assert masked_closely("Notas", text) == left
