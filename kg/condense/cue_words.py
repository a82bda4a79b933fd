"""Words by which a sentence of a report says that it matters, and by which it hangs on another."""

from __future__ import annotations

import re
from typing import Final

from kg.base.text import fold


def _phrases(*lines: str) -> re.Pattern[str]:
    phrases = sorted(
        {fold(one) for line in lines for one in line.split(",")}, key=lambda one: (-len(one), one)
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


CUES: Final = _phrases(
    # What a report is for, and what it found.
    "the aim of,the objective,the purpose,this report,this study,this paper,we conclude",
    "we found,concluded,conclusion,conclusions,in summary,overall,results,findings,recommend",
    "recommends,recommended,recommendation,recommendations,main,key,most important,significant",
    "significantly,priority,priorities,lessons learned,evaluation,shows that,showed that",
    "el objetivo,la finalidad,el proposito,este informe,este estudio,este articulo,se concluye",
    "concluimos,conclusion,conclusiones,en resumen,en conclusion,resultados,hallazgos",
    "recomienda,recomendo,recomendacion,recomendaciones,principal,principales,importante",
    "significativamente,prioridad,prioridades,lecciones aprendidas,evaluacion,se observo",
    "mostro que,muestra que,o objetivo,a finalidade,o proposito,este relatorio,este estudo",
    "este artigo,conclui,concluiu,concluimos,conclusao,conclusoes,em resumo,em suma,resultados",
    "achados,recomenda,recomendou,recomendacao,recomendacoes,principais,significativamente",
    "prioridade,prioridades,licoes aprendidas,avaliacao,observou se,verificou se,mostrou que",
    "mostraram que,evidenciou,l objectif,le but,ce rapport,cette etude,cet article",
    "nous proposons,nous presentons,nous avons propose,nous avons presente,conclusion,en resume",
    "resultats,montrent que,montre que,recommande,recommandation,recommandations,principaux",
    "principale,principales,priorite,priorites,lecons apprises,enseignements,significativement",
)  # fmt: skip
"""Words of what a report is about and finds; folded, in four languages."""
DECISIONS: Final = _phrases(
    "approved,adopted,decided,agreed,signed,established,launched,committed",
    "aprobo,aprobaron,adopto,adoptaron,decidio,acordo,acordaron,firmo,firmaron,establecio,lanzo",
    "aprovou,aprovaram,adotou,adotaram,decidiu,acordou,assinou,assinaram,estabeleceu,lancou",
    "a approuve,a adopte,a decide,ont decide,ont convenu,a signe,ont signe,a etabli,a lance",
)  # fmt: skip
"""Words of what bodies decide and states agree on."""
HANGING: Final = _phrases(
    "it,they,he,she,them,these,those,such,that is why,this is,this was,this has,this had,this may",
    "this can,this could,this would,this will,this led,this means,the latter,the former,the same",
    "el mismo,la misma,los mismos,las mismas,esto,eso,ello,ella,ellas,ellos,estos ultimos",
    "este ultimo,esta ultima,aquellos,aquellas,lo anterior,dicho,dicha,dichos,dichas,asi",
    "isso,isto,ela,elas,ele,eles,estes ultimos,esses,essas,tal,tais,o mesmo,a mesma,os mesmos",
    "cela,ceci,il,ils,elle,elles,celui ci,celle ci,ceux ci,celles ci,ces derniers,ce dernier",
    "cette derniere,c est,ce sont,ce qui",
)  # fmt: skip
"""What such a sentence is about stands in another: as its first words, folded."""
_IMPERSONAL: Final = _phrases(
    "il s agit,il est,il y a,il faut,il convient,il existe,it is,it was,it should,it has been",
    "it must,it will",
)  # fmt: skip
"""But nothing is meant by these."""
LINKING: Final = _phrases(
    "however,moreover,furthermore,therefore,thus,hence,consequently,nevertheless,nonetheless",
    "in addition,additionally,besides,likewise,similarly,also,then,but,and,so,yet",
    "on the other hand,for example,for instance,in this sense,in this regard,in this way",
    "in this context,meanwhile,in contrast,on the contrary,as a result,for this reason,instead",
    "otherwise,finally,sin embargo,ademas,asimismo,por lo tanto,por tanto,por ello,por eso",
    "no obstante,asi,tambien,en cambio,por otra parte,por otro lado,por ejemplo,en este sentido",
    "en ese sentido,pero,y,de esta manera,de este modo,en este contexto,igualmente",
    "en consecuencia,finalmente,entonces,no entanto,entretanto,contudo,todavia,porem,alem disso",
    "ademais,portanto,assim,dessa forma,desta forma,deste modo,desse modo,por outro lado",
    "por exemplo,nesse sentido,neste sentido,mas,e,da mesma forma,por isso,por conseguinte,logo",
    "nesse contexto,neste contexto,finalmente,tambem,cependant,toutefois,neanmoins,de plus",
    "en outre,par ailleurs,ainsi,donc,par consequent,pourtant,en effet,en revanche,par exemple",
    "mais,et,or,puis,enfin,de meme,d autre part,de ce fait,dans ce contexte,dans ce cas",
    "c est pourquoi,par contre,d une part",
)  # fmt: skip
"""First words that lead on from the sentence before."""


_SHORT: Final = 5
"""Words of a heading that says no more than that."""
SUMMING: Final = _phrases(
    "conclusion,conclusions,concluding remarks,final remarks,summary,executive summary,overview",
    "recommendation,recommendations,highlights,lessons learned",
    "conclusiones,consideraciones finales,resumen,resumen ejecutivo,sintesis,recomendacion",
    "recomendaciones,lecciones aprendidas,balance",
    "conclusao,conclusoes,consideracoes finais,resumo,resumo executivo,sintese,recomendacao",
    "recomendacoes,licoes aprendidas,balanco",
    "resume,resume analytique,synthese,bilan,recommandation,recommandations,perspectives",
    "enseignements,remarques finales",
)  # fmt: skip
"""Words of headings under which a report sums up."""


def sums_up(folded: str) -> bool:
    """Tell whether a report sums up under a folded heading.

    >>> sums_up("6 conclusions et perspectives"), sums_up("methodes")
    (True, False)
    """
    return SUMMING.search(folded) is not None and len(folded.split()) <= _SHORT


ASIDE: Final = _phrases(
    "references,bibliography,acknowledgements,acknowledgments,contents,table of contents,acronyms",
    "abbreviations,list of tables,list of figures,index",
    "referencias,referencias bibliograficas,bibliografia,agradecimientos,indice,contenido,siglas",
    "tabla de contenido,siglas y acronimos,abreviaturas,lista de cuadros",
    "referencias bibliograficas,agradecimentos,sumario,conteudo,siglas e abreviaturas",
    "lista de tabelas",
    "references bibliographiques,bibliographie,remerciements,sommaire,table des matieres,sigles",
    "sigles et abreviations,liste des tableaux",
)  # fmt: skip
"""Headings of what is no part of what a report says."""


def is_aside(folded: str) -> bool:
    """Tell whether nothing is quoted from under a folded heading.

    >>> is_aside("indice"), is_aside("indice de desarrollo")
    (True, False)
    """
    return ASIDE.fullmatch(folded) is not None


def has_cue(folded: str) -> bool:
    """Tell whether a folded sentence says that it matters, or what was decided."""
    return CUES.search(folded) is not None or decides(folded)


def decides(folded: str) -> bool:
    """Tell whether a folded sentence says what was decided, agreed or signed.

    >>> decides("la junta aprobo el plan"), decides("the plan grows")
    (True, False)
    """
    return DECISIONS.search(folded) is not None


def hangs(folded: str) -> bool:
    """Tell whether the subject of a folded sentence stands in another: it is quoted nowhere.

    >>> hangs("it approved them"), hangs("it is agreed that haiti leads")
    (True, False)
    """
    return HANGING.match(folded) is not None and _IMPERSONAL.match(folded) is None


def leads_on(folded: str) -> bool:
    """Tell whether a folded sentence leads on from the one before.

    >>> leads_on("sin embargo la junta"), leads_on("la junta")
    (True, False)
    """
    return LINKING.match(folded) is not None
