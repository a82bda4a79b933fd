"""Words of names in four languages that mean the same: a table, from words to one of them."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SAME: Final = """
access acceso acesso acces
action accion acao actions acciones acoes
adaptation adaptacion adaptacao
administration administracion administracao administrations
adult adultos adultes adults
advice advisory asesoria conseil
affair affairs asuntos assuntos affaires asunto
africa afrique afrika african africano africana africain africaine africains africaines africanos africanas
aging envejecimiento vieillissement ageing
agency agencia agence agencies agencias agences agenzia
agricultural agriculture agricultura agricole agricola agricolas agropecuaria agropecuario agriculturas
aid ayuda ajuda aide assistance asistencia assistencia
aids sida
alliance alianza alianca alliances
america amerique americas ameriques american americano americana americain americaine americanos americanas
analysis analisis analise analyse
animal animales animais animaux animals
arab arabe arabes
architecture arquitectura arquitetura
art arte artes arts
asia asie asian asiatico asiatica asiatique
assembly asamblea assembleia assemblee
association asociacion associacao associations asociaciones associacoes assoc associazione
atomic atomico atomica atomique
authority autoridad autoridade autorite authorities autoridades autorites
bank banco banque banks bancos banques banca
biodiversity biodiversidad biodiversidade biodiversite
board junta
border frontera fronteira frontiere borders fronteras fronteiras frontieres
budget presupuesto orcamento
building construccion construcao construction edificacion edification
bureau buro
business empresa empresarial negocios entreprise empresas entreprises
canal canales
capital
caribbean caribe caraibe caraibes antilles
catholic catolica catolico catholique catholics
center centre centro centros centers centres
central centrale centrales
chamber camara chambre
child children ninos ninas nino nina ninez infancia crianca criancas enfance enfant enfants childrens ninez
christian cristiana cristiano chretien chretienne crista
citizen citizens ciudadano ciudadana ciudadanos citoyen citoyens citizenship ciudadania cidadania
city ciudad cidade ville cities ciudades cidades villes
civil civile
climate clima climatico climatica climat climatique
coffee cafe
college colegio
commerce trade comercio trading
commission comision comissao comisiones
commissioner comisionado comissario comissariado commissaire comisario commissariat
committee comite comites committees comitato
communication communications comunicacion comunicaciones comunicacao comunicacoes
community communities comunidad comunidades comunidade communaute communautes communautaire comunitaria comunitario
company compania companhia compagnie companies companias
competition competencia concurrence concorrencia
conference conferencia
congress congreso congresso congres
conservation conservacion conservacao
consolidation consolidacion
consultancy consulting consultants consultores consultoria consultor consultant
consumer consumidor consommateur
control controle
convention convencion convencao
cooperation cooperacion cooperacao co-operation cooperazione
cooperative cooperativa cooperativas cooperatives
coordination coordinacion coordenacao
corporation corporacion corporacao corporativa
council consejo conselho conseil concejo
country pais pays countries paises
court corte tribunal cour cours courts
credit credito
crime delito crimen
cultural culture cultura culturelle culturel
customs aduana aduanas douane douanes alfandega
death muerte
debt deuda divida dette
defence defense defensa defesa
democracy democracia democratie
democratic democratico democratica democratique
department departamento departement dept depto departements departamentos
development desarrollo desenvolvimento developpement developement developmental sviluppo desarollo dev
diakonia diaconia
diocese diocesis
direct directo
directorate direccion direction direcao diretoria directorates
director directeur
disability discapacidad handicap deficiencia disabilities disabled
disaster disasters desastre desastres catastrophe catastrophes
disease diseases enfermedad enfermedades maladie maladies doenca doencas
doctor doctors medicos medecins medico
drug drugs droga drogas drogue drogues
earth tierra terre terra
eastern oriental orientale orient
ecology ecologia ecologie ecologica ecological ecologique
economic economics economico economica economique economiques economicos economicas economia economy economie
education educacion educacao educativo educativa educational
electric electricity electricidad electricidade electricite electrica electrique
embassy ambassade embajada embaixada
emergency emergencia urgence emergencies emergencias urgences
employment empleo emprego emploi
empowerment empoderamiento empoderamento autonomisation
energy energia energie
engineering ingenieria engenharia ingenierie
enterprise enterprises
entity entidad entidade entite
environment environmental ambiente ambiental medioambiente environnement environnementale medioambiental
equality igualdad igualdade egalite
equipment equipamiento equipement
european europeo europea europeenne europeen europeia europeu
evaluation evaluacion avaliacao
exchange intercambio intercambio echange
executive ejecutivo ejecutiva
export exportacion exportacao exportation
external
faculty facultad faculdade faculte
family familia famille families familias familles
farmer farmers agricultores agriculteurs
federal federale
federation federacion federacao federations
finance financial finanzas finances financas financier financiere financiera financiero financement financiamiento financing financieros
fish fishery fisheries pesca peche pesquero pesquera
food alimentacion alimentos alimentaire alimentacao aliments alimentation alimentaria
foreign exterior exteriores etranger etrangere etrangeres etrangers estrangeiros relacionesexteriores externas
forest forests forestry forestal bosques florestal floresta foret forets forestier forestiere
foundation fundacion fundacao fondation fundation foundations fondazione fundaciones stiftung stichting
free libre livre
friend friends amigos amis
frontier
fund fondo fonds fundo funds fondos fundos
gender genero genre
general generale
geographic geographical geografico geografica geographique
global globales globaux globais mondial mundial mondiale world mundiales monde mundo
good buen bon
governance gobernanza governanca gouvernance
government gobierno governo gouvernement govt governmental gubernamental gouvernemental
group grupo groupe
growth crecimiento crescimento croissance
habitat
health salud saude sante sanitaria sanitario
high alto alta haut haute
home hogar
hospital hopital hospitales hospitals hopitaux
house casa maison
housing vivienda habitacao logement
human humano humana humain humaine humanos humanas humains humaines humans droitshumains
humanitarian humanitario humanitaria humanitaire humanitarios humanitaires
hunger hambre faim fome
immunization inmunizacion imunizacao vaccination vaccine vaccins vaccines immunisation vacunacion vacunas
industrial industry industria industrie industries industrias
inclusion inclusao
independent independiente independente independant
indigenous indigena indigenas indigene indigenes autochtones autochtone
information informacion informacao
infrastructure infraestructura infraestrutura infrastructures
initiative iniciativa initiatives iniciativas
innovation innovacion inovacao
institute instituto institut institution institucion institutions instituto instituicao instituts istituto
insurance seguro seguros assurance
integral integrale
integration integracion integracao
inter
international internacional internationale internacionales internationaux internazionale internacionais intl internationales int
investigation investigacion investigaciones research recherche pesquisa recherches pesquisas investigations
investment inversion inversiones investimento investissement investissements investments
islamic islamico islamica islamique
judicial judiciaire judicatura
justice justicia justica
knowledge conocimiento conhecimento connaissance
labour labor trabajo travail trabalho work
land terrestre
language lengua langue lingua
latin latino latina latine
law ley droit loi leyes
learning aprendizaje apprentissage aprendizagem
legal juridico juridica juridique
life vida vie
livestock ganaderia elevage pecuaria
local locale locaux locales locais
management gestion gestao administracion manejo
marine marino marina maritime maritimo maritima
market mercado marche markets
meteorology meteorologia meteorologie meteorological meteorologica meteorologico meteorologique
middle medio moyen
migrant migrants migrante migrantes
migration migraciones migracion migracoes migrations migracao
military militar militaire
mine mines minas mining mineria miniere minero
ministry ministerio ministere ministries ministerios ministeres mof
mission mision missao
monetary monetario monetaria monetaire monetaires
mother madre mere
movement movimiento movimento mouvement
multilateral multilateraux
municipal municipale municipales
municipality municipalidad municipio prefeitura municipalite municipalidade commune alcaldia ayuntamiento mairie
museum museo musee museu
mutual
nation nations naciones nacoes nation
national nacional nationale nacionales nationaux nacionais nationales
natural naturel naturelle naturales naturelles naturais
nature naturaleza natureza
network red reseau rede networks redes
north norte nord northern
nuclear nucleaire
nutrition nutricion nutricao
observatory observatorio observatoire
office oficina escritorio oficinas officina
officer
organisation organization organizacion organizacao org organisations organizations organizaciones organizacoes organizzazione organizat organis
operation operacion operation operations operaciones operacoes
park parque parc parques parks
parliament parlamento parlement
parliamentary parlamentario parlementaire
participation participacion participacao
partner partners socio socios partenaire partenaires
partnership partenariat asociatividad parceria partnerships
peace paz paix
peacebuilding consolidationpaix
people pueblo pueblos peuple peuples peoples povos povo popoli
plan
planning planificacion planejamento planeacion planification planeamiento
police policia
policy policies politica politique politicas politiques
political politico
poor pobres pauvres
population poblacion populacao populations
port puerto porto ports puertos
postal postale
poverty pobreza pauvrete
presidency presidencia presidence
prevention prevencion prevencao
private privado privada prive privee privados privadas
production produccion producao productive productivo productiva
professional profesional professionnelle professionnel profissional
program programme programa programs programmes programas
project proyecto projet projeto projects proyectos projets projetos
promotion promocion promocao fomento
protection proteccion protecao
provincial provinciale
province provincia
public publico publica publique publicos publicas publics publiques
quality calidad qualidade qualite
railway railways ferroviario ferrocarriles
reconstruction reconstruccion reconstrucao
recovery recuperacion
reduction reduccion reducao
reform reforma reforme
refugee refugees refugiados refugies refugiado
region regions regiones regioes
regional regionale regionales
rehabilitation rehabilitacion
relation relations relaciones relacoes
relief socorro secours
republic republica republique
rescue rescate
reserve reserva
resource resources recursos ressources recurso
responsibility responsabilidad
right rights derecho derechos droits direitos direito
risk riesgo risco risque risks riesgos risques
river rio riviere fleuve
road roads carreteras vial routes estradas
rural rurale rurales ruraux
safety seguridadvial
saving savings ahorro
scholarship beca bourse bolsa scholarships becas
school escuela ecole escola schools escuelas ecoles
science ciencia sciences ciencias scientific cientifico cientifica scientifique
sea mar mer
secretariat secretaria secretariado secretary
sector secteur setor
security seguridad seguranca securite
senior
service services servicio servicios servico servicos
settlement settlements asentamientos etablissements assentamentos
small pequeno pequena petit
social sociale sociales sociais
society sociedad sociedade societe societies sociedades
solidarity solidaridad solidaridade solidarite solidario solidaria solidaire
south sur sud sul southern
space espacio espace
sport sports deporte deportes esporte esportes
standard standards normas
state estado etat estadual
statistics estadistica estadisticas statistique statistiques estatistica statistical
strategy estrategia strategie strategic estrategico
structural
student students estudiante estudiantes estudiantil etudiants
study studies estudios estudio etude etudes estudos estudo
superior superieur
supply suministro
support apoyo apoio appui
sustainable sostenible sustentable durable sustentavel sostenibles sustentaveis
tax tributaria impuestos impots
teacher maestros docentes enseignants
technical tecnico tecnica technique tecnicos tecnicas techniques technic
technology technologies tecnologia tecnologias technologie technologies technological tecnologico tecnologica
telecommunication telecommunications telecomunicaciones telecomunicacoes
tourism turismo tourisme
training formacion formation capacitacion capacitacao
transport transporte transportes transports transportation
tropical
trust fideicomiso fiducie
tuberculosis tuberculose
union uniao unions
unit unidad unidade unite
united unidas unies unidos
university universidad universite universidade universities universitario univ universitaria universita universitat
urban urbano urbana urbain urbaine
veterinarian veterinary veterinaires veterinarios veterinario
victim victims victimas victimes
volunteer volunteers voluntarios volontaires voluntario
war guerra guerre
water agua eau eaux aguas
way
welfare bienestar
western occidental
wildlife
without sin sans sem
woman women mujer mujeres femme femmes mulher mulheres womens womans
worker workers trabajadores travailleurs trabalhadores
youth juventud jeunesse juventude jovenes jeunes young joven jeune
"""
"""One line a meaning: the word that stands for all first; folded (``kg.base.text.fold``)."""

_PLACES: Final = """
ARG argentinian argentino argentina argentin argentine
AUS australian australiano australiana australien australienne
AUT austrian austriaco austriaca autrichien autrichienne osterreichische
BEL belgian belga belge belges belgisch
BOL bolivian boliviano boliviana bolivien bolivienne
BRA brazilian brasileno brasilena brasileiro brasileira bresilien bresilienne
CAN canadian canadiense canadien canadienne canadiens
CHE swiss suizo suiza suisse suico suica schweizerische helvetas
CHL chilean chileno chilena chilien chilienne
CHN chinese chino chinois chinoise chines chinesa
COL colombian colombianos colombiano colombiana colombien colombienne
CRI costarricense costarican
CUB cuban cubano cubana cubain cubaine
CZE czech checo checa tcheque
DEU german aleman alemana allemand allemande alemao alema deutsche deutscher deutsches deutschland deutschen
DNK danish danes danesa danois danoise dinamarques dinamarquesa danske
DOM dominicano dominicana dominicain dominicaine
ECU ecuadorian ecuatoriano ecuatoriana equatorien equatorienne equatoriano equatoriana
EGY egyptian egipcio egipcia egyptien egyptienne
ESP spanish espanol espanola espagnol espagnole espanhol espanhola
EST estonian estonio estonia
FIN finnish finlandes finlandesa finlandais finlandaise
FRA french frances francesa francais francaise
GBR british britanico britanica britannique uk
GRC greek griego griega grec grecque hellenic
GTM guatemalan guatemalteco guatemalteca guatemalteque
HND honduran hondureno hondurena hondurien hondurienne
HTI haitian haitiano haitiana haitien haitienne
HUN hungarian hungaro hungara hongrois hongroise
IND indian indio indienne
IRL irish irlandes irlandesa irlandais irlandaise
ISL icelandic islandes islandesa
ISR israeli israelien
ITA italian italiano italiana italien italienne italiennes italiane
JAM jamaican jamaiquino
JPN japanese japones japonesa japonais japonaise
KOR corea korean coreano coreana coreen coreenne
LUX luxembourgish luxemburgues luxembourgeois luxembourgeoise
MAR moroccan marroqui marocain marocaine
MEX mexican mexicano mexicana mexicain mexicaine
NIC nicaraguan nicaraguense nicaraguayen
NLD dutch neerlandes neerlandesa neerlandais neerlandaise holandes holandesa nederland nederlandse
NOR norwegian noruego noruega norvegien norvegienne norges norwagian
NZL neozelandes
PAN panamanian panameno panamena
PER peruvian peruano peruana peruvien peruvienne
POL polish polaco polaca polonais polonaise
PRT portuguese portugues portuguesa portugais portugaise
PRY paraguayan paraguayo paraguaya paraguayen
RUS russian ruso rusa russe
SAU saudi saudita saoudien saoudienne
SLV salvadoran salvadoreno salvadorena salvadorien
SWE swedish sueco sueca suedois suedoise svenska
TUR turkish turco turca turc turque
TWN taiwanese
UKR ukrainian
URY uruguayan uruguayo uruguaya uruguayen
USA us usa estadounidense
VEN venezuelan venezolano venezolana venezuelien venezuelienne
"""
"""ISO 3166-1 alpha-3 code, then the adjectives by which names say that a body is of there."""

_SHORT_FORMS: Final = {
    "onu": ("nation", "united"), "nnuu": ("nation", "united"),
    **dict.fromkeys(
        ("interamerican", "interamericano", "interamericana", "interamericain", "interamericaine"),
        ("inter", "america"),
    ),
    **dict.fromkeys(
        ("panamerican", "panamericano", "panamericana", "panamericain", "panamericaine"),
        ("pan", "america"),
    ),
    **dict.fromkeys(
        ("latinamerican", "latinoamericano", "latinoamericana", "latinoamerica"),
        ("latin", "america"),
    ),
    "eu": ("european", "union"), "ue": ("european", "union"), "ec": ("european", "commission"),
    "dg": ("directorate", "general"),
    "hiv": ("hiv",), "vih": ("hiv",), "tb": ("tuberculosis",), "moh": ("ministry", "health"),
    "dgis": ("directorate", "general", "international", "cooperation"),
}  # fmt: skip
"""Abbreviations of the field that names are built with, as the words they stand for."""

PHRASES: Final = {
    "red cross": "redcross", "cruz roja": "redcross", "croix rouge": "redcross",
    "cruz vermelha": "redcross", "red crescent": "redcrescent", "media luna roja": "redcrescent",
    "croissant rouge": "redcrescent", "human rights": "humanright", "human right": "humanright",
    "derechos humanos": "humanright", "direitos humanos": "humanright",
    "droits humains": "humanright", "droits de l homme": "humanright",
    "medio ambiente": "environment", "meio ambiente": "environment",
    "puerto rico": "puertorico", "middle east": "middleeast", "oriente medio": "middleeast",
    "multi lateral": "multilateral", "non governmental": "ngo", "no gubernamental": "ngo",
    "etats unis": "usa", "estados unidos": "usa", "united states": "usa",
    "grande bretagne": "uk", "gran bretana": "uk", "great britain": "uk",
}  # fmt: skip
"""Folded words that mean something else together, and the word that stands for it."""

STOP: Final = _words(
    """
    a al an and at by c d da das de del della delle dello den der des di die do dos du e el en
    et for fur im in into la las le les lo los nas no nos o of on os par para per pela pelo por
    pour sobre the to und v van von y l of's s upon aux au contra against contre with con avec
    its their um uma un une from
    """
)
"""Words that tell no two names apart."""

LEGAL: Final = _words(
    """
    inc incorporated ltd limited llc llp plc corp co gmbh ggmbh ag ev eingetragener verein sa
    sas sarl srl sl slu sau ltda eireli spa bv nv vzw asbl aps ab oy as rl sc scrl ca cv sab ac
    ip iap abp osc rf esal onlus odv pty pvt pbc lp pc eirl sac saic saci oscip kg mbh npc ong ngo
    """
)
"""Legal forms, their points left out: ``S.A.`` is ``sa``."""

LEVELS: Final = _words(
    """
    agency bureau commission committee council delegation department directorate division
    embassy government institute ministry municipality office parliament presidency province
    region secretariat section service state unit vice court
    """
)
"""Words that say at which level of a body or state something is."""

PUBLIC: Final = _words(
    """
    ministry municipality department directorate government secretariat province court
    presidency parliament embassy police congress assembly army hospital school
    """
)
"""Words by which public bodies are called everywhere: without the country they name nobody."""

GENERIC: Final = _words(
    """
    organisation association foundation international national group program fund society agency
    institute center global network company corporation project office committee council union
    general regional ngo
    """
)
"""Words that say of what kind a body is, and tell little."""


def _meanings() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _SAME.strip().splitlines():
        first, *others = line.split()
        for word in (first, *others):
            table.setdefault(word, first)
    return table


def _adjectives() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _PLACES.strip().splitlines():
        iso3, *words = line.split()
        table.update(dict.fromkeys(words, iso3))
    return table


MEANINGS: Final = _meanings()
"""Folded word → the word that stands for its meaning."""
ADJECTIVES: Final = _adjectives()
"""Folded adjective → ISO 3166-1 alpha-3 code, upper case."""
SHORT_FORMS: Final = _SHORT_FORMS
