#include "tests/unit/table.h"

#include "base/buf.h"
#include "lang/explained.h"
#include "lang/explained_names.h"

/* « acronym=expansion », a bar between. */
static void print_pair(void *context, const struct explained *pair)
{
    struct buf *out = context;
    buf_printf(out, "%s%.*s=%.*s", out->len ? "|" : "", SPAN_ARG(pair->acronym), SPAN_ARG(pair->expansion));
}

struct row {
    const char *text, *pairs;
};

static void check_rows(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct buf out = {0};
        explained_find(span_str(rows[i].text), print_pair, &out);
        CHECK_SPAN(i, buf_span(&out), rows[i].pairs);
        buf_release(&out);
    }
}

static void finds_expansions_before(void **state)
{
    (void)state;
    static const struct row rows[] = {
        /* a letter a word */
        {"L'intelligence artificielle (IA) progresse.", "IA=intelligence artificielle"},
        {"selon le Fonds monétaire international (FMI)", "FMI=Fonds monétaire international"},
        {"le produit intérieur brut (PIB)", "PIB=produit intérieur brut"},
        {"un accident vasculaire cérébral (AVC)", "AVC=accident vasculaire cérébral"},
        {"des organismes génétiquement modifiés (OGM)", "OGM=organismes génétiquement modifiés"},
        /* articles and prepositions passed over */
        {"l'Organisation mondiale de la santé (OMS)", "OMS=Organisation mondiale de la santé"},
        {"une interruption volontaire de grossesse (IVG)", "IVG=interruption volontaire de grossesse"},
        {"la taxe sur la valeur ajoutée (TVA)", "TVA=taxe sur la valeur ajoutée"},
        {"le Conseil supérieur de l'audiovisuel (CSA)", "CSA=Conseil supérieur de l'audiovisuel"},
        {"Peloton de gendarmerie de haute montagne (PGHM)", "PGHM=Peloton de gendarmerie de haute montagne"},
        {"la Direction générale de la concurrence, de la consommation et de la répression des fraudes (DGCCRF)",
            "DGCCRF=Direction générale de la concurrence, de la consommation et de la répression des fraudes"},
        /* or not */
        {"la gestation pour autrui (GPA)", "GPA=gestation pour autrui"},
        {"les sans domicile fixe (SDF)", "SDF=sans domicile fixe"},
        {"les centres de lutte contre le cancer (CLCC)", "CLCC=centres de lutte contre le cancer"},
        {"cette zone à défendre (ZAD)", "ZAD=zone à défendre"},
        {"les Républicains (LR)", "LR=les Républicains"},
        {"le chef de La France insoumise (LFI)", "LFI=La France insoumise"},
        {"le leader de la France insoumise (LFI)", "LFI=la France insoumise"},
        /* words without a letter, letters inside words */
        {"la Société nationale des chemins de fer français (SNCF)",
            "SNCF=Société nationale des chemins de fer français"},
        {"l'Agence nationale de sécurité du médicament et des produits de santé (ANSM)",
            "ANSM=Agence nationale de sécurité du médicament et des produits de santé"},
        {"de l'acide désoxyribonucléique (ADN)", "ADN=acide désoxyribonucléique"},
        {"la brigade anticriminalité (BAC)", "BAC=brigade anticriminalité"},
        {"le pacte civil de solidarité (Pacs)", "Pacs=pacte civil de solidarité"},
        {"le Conseil représentatif des institutions juives de France (Crif)",
            "Crif=Conseil représentatif des institutions juives de France"},
        {"le Nouveau Parti anti-capitaliste (NPA)", "NPA=Nouveau Parti anti-capitaliste"},
        /* written as words */
        {"l'Institut national de la statistique et des études économiques (Insee)",
            "Insee=Institut national de la statistique et des études économiques"},
        {"l’Agence de l’environnement et de la maîtrise de l’énergie (ADEME)",
            "ADEME=Agence de l’environnement et de la maîtrise de l’énergie"},
        {"l'Institut national de la santé et de la recherche médicale (Inserm)",
            "Inserm=Institut national de la santé et de la recherche médicale"},
        {"le Mouvement des entreprises de France (Medef)", "Medef=Mouvement des entreprises de France"},
        {"un établissement d'hébergement pour personnes âgées dépendantes (ehpad)",
            "ehpad=établissement d'hébergement pour personnes âgées dépendantes"},
        {"des objets volants non identifiés (ovnis)", "ovnis=objets volants non identifiés"},
        /* dots, blanks, hyphens, ampersands, small letters */
        {"l'Organisation des Nations unies (O.N.U.) a", "O.N.U.=Organisation des Nations unies"},
        {"l'Organisation des Nations unies (O.N.U) a", "O.N.U=Organisation des Nations unies"},
        {"Société des Bains de Mer (S. B. M.)", "S. B. M.=Société des Bains de Mer"},
        {"l'Assistance publique-Hôpitaux de Paris (AP-HP)", "AP-HP=Assistance publique-Hôpitaux de Paris"},
        {"la recherche et développement (R&D)", "R&D=recherche et développement"},
        {"Santé publique France (SpF)", "SpF=Santé publique France"},
        {"des organisations non gouvernementales (ONGs)", "ONG=organisations non gouvernementales"},
        /* accents and ligatures */
        {"l'État islamique (EI)", "EI=État islamique"},
        {"l'Œuvre de secours aux enfants (OSE)", "OSE=Œuvre de secours aux enfants"},
        {"l'Électricité de France (EDF)", "EDF=Électricité de France"},
        {"l'éducation nationale (ÉN)", "ÉN=éducation nationale"},
        /* quotes, brackets, what else is in them */
        {"l'« intelligence artificielle » (IA)", "IA=intelligence artificielle"},
        {"\"intelligence artificielle\" (\"IA\")", "IA=intelligence artificielle"},
        {"l'intelligence artificielle [IA]", "IA=intelligence artificielle"},
        {"l'intelligence artificielle (« IA »)", "IA=intelligence artificielle"},
        {"l'intelligence artificielle (l'IA)", "IA=intelligence artificielle"},
        {"l'intelligence artificielle (ou IA)", "IA=intelligence artificielle"},
        {"l'intelligence artificielle (IA, ou AI en anglais)", "IA=intelligence artificielle"},
        {"le Rassemblement national (RN, ex-FN)", "RN=Rassemblement national"},
        {"l'Union\xC2\xA0"
         "européenne (UE)",
            "UE=Union\xC2\xA0"
            "européenne"},
        /* English */
        {"le Federal Bureau of Investigation (FBI)", "FBI=Federal Bureau of Investigation"},
        {"Human Rights Watch (HRW)", "HRW=Human Rights Watch"},
        /* without brackets */
        {"l'Organisation mondiale de la santé, ou OMS, alerte", "OMS=Organisation mondiale de la santé"},
        {"le produit intérieur brut, dit PIB.", "PIB=produit intérieur brut"},
        {"Nouveau parti anticapitaliste, ou « NPA »", "NPA=Nouveau parti anticapitaliste"},
        /* several */
        {"L'Union européenne (UE) et la Banque centrale européenne (BCE)",
            "UE=Union européenne|BCE=Banque centrale européenne"},
    };
    check_rows(rows, COUNT(rows));
}

static void finds_expansions_behind(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"la SNCF (Société nationale des chemins de fer français)",
            "SNCF=Société nationale des chemins de fer français"},
        {"L’Insee (Institut national de la statistique et des études économiques)",
            "Insee=Institut national de la statistique et des études économiques"},
        {"l'IGPN (l'Inspection générale de la police nationale)",
            "IGPN=Inspection générale de la police nationale"},
        {"une ITT (incapacité totale de travail)", "ITT=incapacité totale de travail"},
        {"l'AP-HP (Assistance publique - Hôpitaux de Paris)", "AP-HP=Assistance publique - Hôpitaux de Paris"},
        {"l'ex-FN (Front national)", "FN=Front national"},
        {"l'ADL (Anti-Defamation League, une organisation juive)", "ADL=Anti-Defamation League"},
        {"la MSA (Mutualité sociale agricole, ndlr)", "MSA=Mutualité sociale agricole"},
        {"la DGCCRF (concurrence, consommation et répression des fraudes)", ""},
        {"l'« IA » (« intelligence artificielle »)", "IA=intelligence artificielle"},
        {"la S.N.C.F. (Société nationale des chemins de fer français)",
            "S.N.C.F.=Société nationale des chemins de fer français"},
        {"l'OMS [Organisation mondiale de la santé]", "OMS=Organisation mondiale de la santé"},
        {"le ROR (rougeole-oreillons-rubéole)", "ROR=rougeole-oreillons-rubéole"},
        {"le PSG (Paris Saint-Germain)", "PSG=Paris Saint-Germain"},
        /* brackets in brackets: what is in the inner ones is theirs */
        {"le PSG (ou PSG (Paris Saint-Germain)", "PSG=Paris Saint-Germain"},
        {"le PSG [OM (Paris Saint-Germain)]", ""},
    };
    check_rows(rows, COUNT(rows));
}

static void takes_nothing_else(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "(",
        ")(",
        "(IA",
        "(IA)",
        "[...]",
        "IA (",
        "Jean-Luc Mélenchon (LFI)",
        "le député Philippe Simon (PS)",
        "Luc Rousseau (LR) et Rose Noir (RN)",
        "Éric Piolle (EELV)",
        "Olivier Faure (PS)",
        "Xavier Bertrand (ex-LR)",
        "Lyon (AFP)",
        "Il vit à Lyon (Rhône)",
        "La capitale (Paris)",
        "Un garçon (18 ans)",
        "un roman (2019)",
        "le palais de l'avenue royale (Paris)",
        "Un prix de 33 euros (TTC)",
        "son score (51%)",
        "il sourit (rires)",
        "Le texte (sic)",
        "l'UMP (devenu LR)",
        "des jantes en LED (en option)",
        "une place sur la TV (BFM, RMC)",
        "l'ONG (Ligue des droits de l'homme, MRAP)",
        "le siège de l'ONU (New York)",
        "le maire de Paris (PS)",
        "L'intelligence est. Artificielle (IA)",
        "intelligence ! artificielle (IA)",
        "intelligence\nartificielle (IA)",
        "la SNCF Réseau (SNCF)",
        "une télévision (TV)",
        "une aide sociale (ASE)",
        "l'équipement de protection (EPI)",
        "Irène Aubert, ou la vie, dit la presse",
        "la SNCF, ou la RATP",
        "Que dit-on, dit IA",
        "des prises de sang, ou PCR, sont",
        "le service départemental d'incendie (SAMU)",
        "une loi (Climat)",
        "l'Agence européenne du médicament (EMA)",
        "l'Association internationale du transport aérien (Iata)",
        "la Direction interrégionale de la police judiciaire de Lyon (DIPJ)",
        "une interface homme-machine (HMI)",
        "Ce fut un succès (voir ci-dessous)",
        "Общий доступ закрыт (НДК)",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct buf out = {0};
        explained_find(span_str(texts[i]), print_pair, &out);
        CHECK_SPAN(i, buf_span(&out), "");
        buf_release(&out);
    }
}

/* What is cut anywhere, and what is no text, does no harm. */
static void reads_anything(void **state)
{
    (void)state;
    static const char text[] =
        "l’Œuvre «\xC2\xA0"
        "de\xE2\x80\xAFsecours » aux enfants (« O.S.E. »), ou OSE [ÉÉÉ] (\xFF\xC3) & (&eacute; "
        "AAAAAAAAAAAAAAAAAAAAAAAA) A.(B.C.) S. N. C. F. (Société) -(A-)";
    for (size_t from = 0; from < sizeof text; from++)
        for (size_t to = from; to < sizeof text; to++) {
            /* A copy of its own size, so that a byte too far is found out. */
            char *copy = malloc(to - from + 1);
            memcpy(copy, text + from, to - from);
            struct buf out = {0};
            explained_find(span_of(copy, to - from), print_pair, &out);
            buf_release(&out);
            free(copy);
        }
}

static void count_pair(void *context, const struct explained *pair)
{
    (void)pair;
    ++*(size_t *)context;
}

/* Every bracket looks back at most 240 bytes, so a hostile text takes no more than a long one. */
static void is_linear(void **state)
{
    (void)state;
    struct buf text = {0};
    for (size_t i = 0; i < 20000; i++)
        buf_add_str(&text, "c f c f c f c f c f (CFCFCFCFCFCF");
    size_t n = 0;
    explained_find(buf_span(&text), count_pair, &n);
    assert_int_equal(n, 0);
    buf_clear(&text);
    for (size_t i = 0; i < 20000; i++)
        buf_add_str(&text, "CFCFCFCFCFCF (c f c f c f c f c f c f) (");
    explained_find(buf_span(&text), count_pair, &n);
    assert_int_equal(n, 20000);
    buf_release(&text);
}

static void names_pairs(void **state)
{
    (void)state;
    static const struct {
        const char *acronym, *expansion, *name, *forms, *stems;
    } rows[] = {
        {"S.N.C.F.", "Société nationale des chemins de fer français", "sncf",
            "societe nationale des chemins de fer francais", "societé national chemin fer francai"},
        {"S. N. C. F.", "Santé", "sncf", "sante", "santé"},
        {"R&D", "recherche et développement", "rd", "recherche et developpement", "recherch developp"},
        {"AP-HP", "l’Assistance d'Hôpitaux", "aphp", "l' assistance d' hopitaux", "assistanc hopital"},
        {"Insee", "études économiques", "insee", "etudes economiques", "etude economiqu"},
        {"CO2", "vice-président", "co2", "vice president", "vice president"},
    };
    struct analyzer *a = analyzer_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf out = {0};
        explained_name_acronym(&out, a, span_str(rows[i].acronym));
        CHECK_SPAN(i, buf_span(&out), rows[i].name);
        buf_clear(&out);
        explained_name_forms(&out, a, span_str(rows[i].expansion));
        CHECK_SPAN(i, buf_span(&out), rows[i].forms);
        buf_clear(&out);
        explained_name_stems(&out, a, span_str(rows[i].expansion));
        CHECK_SPAN(i, buf_span(&out), rows[i].stems);
        buf_release(&out);
    }
    analyzer_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_expansions_before),
        cmocka_unit_test(finds_expansions_behind),
        cmocka_unit_test(takes_nothing_else),
        cmocka_unit_test(reads_anything),
        cmocka_unit_test(is_linear),
        cmocka_unit_test(names_pairs),
    };
    return cmocka_run_group_tests_name("explained", tests, NULL, NULL);
}
