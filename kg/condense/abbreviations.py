"""Words whose dot ends no sentence, and words that begin one, in four languages."""

from __future__ import annotations

from typing import Final


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


NEVER_LAST: Final = _words(
    # Titles and forms of address.
    "amb ambs arq dr dra dras dres drs eng exc exma exmo fr gen gral gov hon ing ingr lic lda",
    "licda m mgr mlle mlles mm mme mmes mr mrs ms mtro mtra prof profa prot rev sr sra sras",
    "sres srta srs sta sto st ste",
    # What stands before a number or a name.
    "apr art arts cap caps cf cfr ch chap cit cl comp coord depto dept dpto ed eds ej esp exp",
    "fig figs fl fol ibid ibíd n núm núms num nums nro nros nr op p pag pág págs",
    "pags párr párrs parr pgs pp prov refs res sect secc ser serv sess tab tel tít trad univ",
    "vid vol vols vs v",
    # Geography and bodies as they stand within names.
    "av avda blvd ctra mt mte pto pta pza sgto",
    # "for example" and the like.
    "e.g eg i.e ie p.ej p.ex ex viz approx aprox ca c",
)  # fmt: skip
"""A dot after one of these ends no sentence; folded to lower case, without their last dot."""
BEFORE_NUMBERS: Final = _words(
    "add addit annex anex apart col corr doc docs inc inf item lit lín loc mes min máx max mill",
    "mio no nos par ref sec abr abril ago août aug déc dec dez dic ene enero feb fev fév févr",
    "jan janv jul juil jun mar nov oct out sep sept set",
)  # fmt: skip
"""Neither does one after these before a number, a letter or a Roman numeral."""
MAY_BE_LAST: Final = _words(
    "al approx bros cía cia cie co corp etc inc jr ltd ltda ltée sa s.a sarl vda",
)  # fmt: skip
"""After these, as after initials, a sentence ends where the next word begins one."""
OPENERS: Final = _words(
    "A After All Also Although An And As At Based Because Before Both But By During Each Every",
    "For Four From Further Given He Her His However If In It Its Many Most No On One Other Our",
    "Over She Since Several Some Such That The Their Then There These They This Those Three",
    "Through Thus To Two Under Until We What When Where Which While Who With Within Además Al",
    "Algunos Ambas Ambos Ante Así Aunque Cada Como Con Cuando De Del Desde Dos Durante El Ella",
    "Ellas Ellos En Entre Es Esa Ese Esta Estas Este Esto Estos Hasta La Las Lo Los Mediante",
    "Ningún Otra Otras Otros Para Pero Por Porque Según Se Si Sin Sobre Su Sus También Tras",
    "Tres Un Una Unas Unos Y Ya Além Ao Aos Após Assim As Até Cada Com Como Da Das Desde Desta",
    "Deste Do Dos Duas Durante Ela Elas Ele Eles Em Embora Entre Essa Esse Esta Este Estas",
    "Estes Foi Foram Há Isso Isto Mas Na Nas Nesse Neste No Nos Numa Não O Os Outra Outros Para",
    "Pela Pelo Por Quando Se Segundo Sem Sob Seu Também Todos Três Um Uma Afin Ainsi Après Au",
    "Aucun Aux Avant Avec Bien Ce Cela Ces Cet Cette Chaque Comme Dans Depuis Des Deux Dix Du",
    "Elle Elles Enfin Entre Est Et Il Ils La Le Les Leur Leurs Lors Mais Même Nous Ou Par Parmi",
    "Pendant Plus Pour Quand Sa Sans Selon Ses Si Son Sous Sur Tous Tout Toutes Trois Un Une",
    "Voici",
)  # fmt: skip
"""Small words that are capitals only where a sentence begins."""
