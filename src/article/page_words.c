/* Words by which the parts of a page tell what they are for: in classes (English, whatever the page's language,
 * and French) and in what is shown. None of them belongs to one site. The kind of lists that Readability
 * (Mozilla) and Trafilatura (Barbaresi 2021) keep. */
#include "article/page.h"

#include "base/utf8.h"

#include <stdio.h>
#include <strings.h>

/* ---- Classes and ids ---------------------------------------------------------------------------------- */

/* Words of a class or id, lower case. */
static const char *const away_words[] = {"related", "relatif", "relatifs", "connexes", "recommended",
    "recommendation", "recommendations", "recommandations", "reco", "recos", "share", "sharing", "sharer",
    "social", "socials", "partage", "partager", "reseaux", "newsletter", "newsletters", "cookie", "cookies",
    "consent", "consentement", "rgpd", "gdpr", "cmp", "didomi", "tarteaucitron", "breadcrumb", "breadcrumbs",
    "ariane", "menu", "nav", "navbar", "navigation", "sidebar", "sidebars", "colonne", "footer", "foot", "pied",
    "masthead", "promo", "promos", "sponsor", "sponsored", "sponsorise", "advert", "advertisement",
    "advertising", "ad", "ads", "pub", "pubs", "publicite", "pagination", "pager", "popup", "popin", "modal",
    "toolbar", "outils", "signup", "subscribe", "subscription", "abonnement", "abonnements", "abonnez",
    "paywall", "piano", "offer", "offers", "offre", "widget", "widgets", "trending", "mostread", "popular",
    "populaires", "outbrain", "taboola", "caption", "captions", "legende", "credit", "credits", "copyright",
    "byline", "signature", "authorbox", "bio", "tags", "tagcloud", "keywords", "rating", "vote", "skip",
    "print", "player", "playlist", "login", "search", "recherche", "alert", "alerte", "sommaire", "toc",
    "lireaussi", "readmore", "teaser", "teasers", "carousel", "slider", "diaporama", "slideshow", "gallery",
    "galerie", "portfolio", "hashtags", "metadata", "edito-links", "voiraussi", "encart", "autopromo",
    "inread"};

static const char *const asking_words[] = {"cookie", "cookies", "consent", "rgpd", "gdpr", "cmp", "didomi",
    "tarteaucitron", "axeptio", "onetrust", "newsletter", "newsletters", "paywall"};

/* Two words in a row. */
static const char *const away_pairs[] = {"lire aussi", "voir aussi", "read more", "read also", "see also",
    "most read", "most popular", "plus lus", "plus lues", "plus consultes", "a lire", "meme sujet",
    "meme theme", "memes auteurs", "dernieres actus", "latest news", "entry meta", "post meta", "article meta",
    "entry footer", "post navigation", "call action", "author info", "author box", "about author", "post tags",
    "jp relatedposts", "spip_documents center", "screen reader", "sr only", "visually hidden"};

static const char *const comment_words[] = {"comment", "comments", "commentaire", "commentaires", "disqus",
    "commentlist", "respond", "reactions", "forum", "forums", "livefyre", "coral"};

/* Whole classes that mean the text in the systems that most pages come from: WordPress, Drupal, SPIP, Joomla,
 * Blogger, AMP, Ghost, Dotclear, Hugo … */
static const char *const text_classes[] = {"entry-content", "post-content", "article-content", "article-body",
    "article__body", "article__content", "article-text", "article__text", "article_text", "articlebody",
    "article-body-text", "story-body", "story__body", "story-content", "post-body", "td-post-content",
    "single-content", "texte", "field-name-body", "field--name-body", "node__content", "item-page",
    "com-content-article__body", "content-article", "contenu-article", "texte-article", "article-texte",
    "article-full__body", "body-content", "gh-content", "post_content", "e-content", "c-article__body",
    "a-content", "rich-text", "richtext", "wysiwyg", "cms-content", "text-formatted"};

static const char *const lead_words[] = {"chapo", "chapeau", "standfirst", "lead", "lede", "intro",
    "introduction", "excerpt", "deck", "dek", "kicker-text", "subtitle", "soustitre", "summary", "resume",
    "accroche", "desc", "description", "hat"};

#define HAS(list, word) has_word(list, sizeof(list) / sizeof *(list), word)

static bool has_word(const char *const *list, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (list[i][0] == word[0] && strcmp(list[i], word) == 0)
            return true;
    return false;
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The next word of a class: « articleComments » and « article-comments » have two. */
static bool next_word(struct span *s, char word[24])
{
    while (s->len && !is_lower(s->ptr[0]) && !is_upper(s->ptr[0]))
        *s = span_skip(*s, 1);
    size_t n = 0, i = 0;
    for (; i < s->len; i++) {
        char c = s->ptr[i];
        if (!is_lower(c) && !is_upper(c))
            break;
        if (i && is_upper(c) && is_lower(s->ptr[i - 1]))
            break;
        if (n < 23)
            word[n++] = (char)(is_upper(c) ? c + 32 : c);
    }
    word[n] = '\0';
    *s = span_skip(*s, i);
    return n > 0;
}

/* « tag-recherche » and « has-sidebar » say something else of the element than what it is. */
static bool is_about_other(struct span class)
{
    static const char *const beginnings[] = {
        "tag-", "category-", "has-", "with-", "no-", "without-", "hide-", "show-"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (span_starts(class, span_str(beginnings[i])))
            return true;
    return false;
}

static enum page_role role_of_class(struct span class, enum page_role role)
{
    char word[24], pair[48], before[24] = "";
    while (next_word(&class, word)) {
        snprintf(pair, sizeof pair, "%s %s", before, word);
        if (HAS(comment_words, word))
            return PAGE_ROLE_COMMENTS;
        if (HAS(asking_words, word))
            role = PAGE_ROLE_ASKING;
        else if (role != PAGE_ROLE_ASKING && (HAS(away_words, word) || HAS(away_pairs, pair)))
            role = PAGE_ROLE_AWAY;
        else if (role == PAGE_ROLE_NONE && HAS(lead_words, word))
            role = PAGE_ROLE_LEAD;
        memcpy(before, word, sizeof before);
    }
    return role;
}

static enum page_role role_of_words(struct span names)
{
    enum page_role role = PAGE_ROLE_NONE;
    while (names.len && role != PAGE_ROLE_COMMENTS) {
        size_t n = 0;
        while (n < names.len && !strchr(" \t\n", names.ptr[n]))
            n++;
        if (n && !is_about_other(names))
            role = role_of_class(span_head(names, n), role);
        names = span_skip(names, n + 1);
    }
    return role;
}

static bool has_text_class(const struct markup_node *n)
{
    size_t named = markup_attr(n, "class").len + markup_attr(n, "id").len;
    for (size_t i = 0; named && i < sizeof text_classes / sizeof *text_classes; i++)
        if (markup_has_word(n, "class", text_classes[i]) || markup_has_word(n, "id", text_classes[i]))
            return true;
    return markup_has_word(n, "itemprop", "articleBody") ||
           markup_has_word(n, "property", "schema:articleBody") ||
           markup_has_word(n, "property", "content:encoded") || markup_has_word(n, "property", "schema:text");
}

/* None of another element's: « display: none », « hidden ». */
static bool is_hidden(const struct markup_node *n)
{
    struct span style = markup_attr(n, "style");
    for (; style.len >= 12; style = span_skip(style, 1))
        if (strncasecmp(style.ptr, "display:none", 12) == 0 || strncasecmp(style.ptr, "display: none", 13) == 0)
            return true;
    return markup_has(n, "hidden") || span_is(markup_attr(n, "aria-hidden"), "true");
}

/* A thing of its own on the page, with a description of its own. */
static bool is_medium(const struct markup_node *n)
{
    struct span type = markup_attr(n, "itemtype");
    return span_ends(type, span_str("/ImageObject")) || span_ends(type, span_str("/VideoObject")) ||
           span_ends(type, span_str("/WPSideBar")) || span_ends(type, span_str("/WPFooter")) ||
           span_ends(type, span_str("/WPHeader")) || span_ends(type, span_str("/Comment"));
}

static bool has_away_role(const struct markup_node *n)
{
    static const char *const roles[] = {"navigation", "banner", "contentinfo", "complementary", "dialog",
        "alertdialog", "search", "menu", "menubar"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (markup_has_word(n, "role", roles[i]))
            return true;
    return false;
}

enum page_role page_role(const struct markup_node *n)
{
    if (markup_is_any(n, "html body"))
        return PAGE_ROLE_NONE;
    if (has_text_class(n))
        return PAGE_ROLE_TEXT;
    enum page_role role = role_of_words(markup_attr(n, "class"));
    if (role == PAGE_ROLE_NONE || role == PAGE_ROLE_LEAD) {
        enum page_role by_id = role_of_words(markup_attr(n, "id"));
        role = by_id == PAGE_ROLE_NONE ? role : by_id;
    }
    if (role == PAGE_ROLE_COMMENTS || role == PAGE_ROLE_ASKING)
        return role;
    if (markup_is_any(n, "nav aside footer form menu figcaption amp-sidebar amp-consent") || has_away_role(n) ||
        is_medium(n) || is_hidden(n) || markup_has_word(n, "itemprop", "caption") ||
        markup_has_word(n, "itemprop", "author"))
        return PAGE_ROLE_AWAY;
    if (markup_is(n, "main"))
        return PAGE_ROLE_NONE;
    return role;
}

/* ---- Lines -------------------------------------------------------------------------------------------- */

/* Folded beginnings; however the line goes on, it is none of the article's, if it is short. */
static const char *const furniture[] = {"lire aussi", "a lire aussi", "a lire egalement", "lire egalement",
    "a lire :", "lire :", "lire notre", "lire l'article", "lire la suite", "lire plus", "voir aussi",
    "a voir aussi", "ecouter aussi", "a ecouter", "a decouvrir aussi", "decouvrez aussi", "sur le meme sujet",
    "dans la meme rubrique", "notre dossier :", "notre selection", "partager", "partagez", "tweeter",
    "abonnez-vous", "s'abonner", "je m'abonne", "abonnez vous", "inscrivez-vous", "s'inscrire", "newsletter",
    "recevez chaque", "recevez nos", "recevez gratuitement", "recevez notre", "suivez-nous", "suivez nous",
    "suivez toute", "suivez l'actu", "publicite", "annonce", "la suite apres cette publicite",
    "la suite apres la publicite", "cet article est reserve", "article reserve", "contenu reserve",
    "reserve aux abonnes", "reserve a nos abonnes", "il vous reste", "deja abonne", "se connecter",
    "connectez-vous", "identifiez-vous", "pour lire la suite", "la suite est reservee",
    "la suite de cet article est", "poursuivez votre lecture", "profitez de", "offre speciale", "essayez",
    "temps de lecture", "lecture :", "credit photo", "credits photo", "photo credit", "credit :", "©", "(c) ",
    "copyright", "tous droits", "droits de reproduction", "imprimer", "envoyer par", "envoyer a un ami",
    "copier le lien", "lien copie", "classe dans", "classe sous", "publie dans :", "poste dans", "mots-cles",
    "mots cles", "etiquettes", "tags :", "themes :", "tag :", "article precedent", "article suivant",
    "precedent :", "suivant :", "retour a l'accueil", "retour en haut", "haut de page", "retour au sommaire",
    "vous etes ici", "accueil >", "accueil »", "nous utilisons des cookies", "ce site utilise des cookies",
    "en poursuivant votre navigation", "en cliquant sur", "accepter et fermer", "tout accepter",
    "continuer sans accepter", "signaler une erreur", "signaler un contenu", "une erreur dans cet article",
    "ajouter a vos favoris", "sauvegarder", "enregistrer l'article", "ecouter cet article", "ecouter l'article",
    "google actualites", "commenter", "reagir", "repondre", "laisser un commentaire", "ajouter un commentaire",
    "j'aime chargement", "wordpress:", "read also", "read more", "share this", "follow us", "sign up",
    "subscribe", "advertisement", "votre adresse", "mentions legales", "chargement",
    "telecharger l'application", "telechargez l'application", "offrir cet article", "reutiliser ce contenu",
    "vous etes visiteur", "page vue", "derniere visite"};

/* The whole line, or all but a number. */
static const char *const labels[] = {"facebook", "twitter", "x", "linkedin", "whatsapp", "email", "e-mail",
    "mail", "pinterest", "messenger", "telegram", "bluesky", "threads", "flipboard", "pocket", "abonne",
    "abonnes", "video", "photo", "photos", "image", "infographie", "afp", "reuters", "exclusif", "fermer", "ok",
    "suivre", "actualite", "actualites", "accueil", "haut", "suite", "plus", "voir plus", "favoris", "menu",
    "premium", "le direct", "a la une", "minutes", "min", "par la redaction", "la redaction", "redaction",
    "zoom", "agrandir", "agrandir l'image", "lecture", "ecouter", "precedent", "suivant", "gratuit", "article",
    "articles"};

static const char *const stamps[] = {"publie le", "publie a", "publie hier", "publie aujourd'hui",
    "publie il y a", "publiee le", "mis a jour", "mise a jour", "maj le", "modifie le", "actualise le",
    "cree le", "mis en ligne", "mise en ligne", "derniere mise a jour", "derniere modification", "poste le",
    "date de publication", "ecrit le", "edite le", "redige le", "redige par", "ecrit par", "publie par",
    "poste par", "propos recueillis", "published", "posted", "updated", "last updated", "le lundi", "par "};

static const char *const endings[] = {"sur le meme sujet", "sur le meme theme", "dans la meme rubrique",
    "dans la meme categorie", "articles similaires", "articles lies", "articles associes", "articles connexes",
    "articles recents", "a lire aussi", "lire aussi", "a lire egalement", "a voir aussi", "a decouvrir aussi",
    "vous aimerez aussi", "vous aimeriez aussi", "cela peut vous interesser", "ca peut vous interesser",
    "vous pourriez aimer", "a ne pas manquer", "les plus lus", "les plus lues", "les plus populaires",
    "les plus partages", "nos derniers articles", "derniers articles", "dernieres actualites",
    "dernieres nouvelles", "les dernieres actualites", "toute l'actualite", "plus d'articles",
    "plus d'actualites", "related articles", "related posts", "read more", "you may also like",
    "contenus sponsorises", "contenu sponsorise", "contenus partenaires", "partager cet article",
    "partagez cet article", "partager :", "partager", "newsletter", "mots-cles", "etiquettes",
    "a propos de l'auteur", "l'auteur", "a la une", "en ce moment", "navigation de l'article",
    "navigation des articles", "articles du meme auteur", "les articles du meme auteur", "plus de contenu",
    "nos autres sites", "autres articles", "aussi dans l'actu", "le fil info", "fil info", "voir aussi",
    "services", "archives", "tags", "categories", "documents joints", "dans le meme dossier",
    "dossier complet"};

static const char *const comment_endings[] = {"commentaires", "commentaire", "laisser un commentaire",
    "laissez un commentaire", "ajouter un commentaire", "poster un commentaire", "reagir a cet article",
    "reagissez", "vos reactions", "reactions", "vos commentaires", "les commentaires", "comments",
    "leave a comment", "leave a reply", "laisser une reponse", "un message, un commentaire", "messages",
    "forum", "forum de l'article", "participer a la discussion", "repondre a cet article", "la discussion",
    "avis des lecteurs", "les reactions", "commenter cet article", "soyez le premier a commenter",
    "soyez le premier a reagir"};

static struct span fold(struct buf *out, struct span s)
{
    buf_clear(out);
    utf8_add_folded(out, utf8_head(s, 200));
    /* One kind of apostrophe and blank. */
    size_t n = 0;
    for (size_t i = 0; i < out->len;) {
        size_t len;
        int32_t rune = utf8_decode(span_skip(buf_span(out), i), &len);
        if (rune == 0x2019) {
            out->ptr[n++] = '\'';
        } else if (rune == 0xa0 || rune == 0x202f || rune == 0x2009) {
            out->ptr[n++] = ' ';
        } else {
            memmove(out->ptr + n, out->ptr + i, len);
            n += len;
        }
        i += len;
    }
    out->len = n;
    struct span folded = span_trim(buf_span(out));
    static const char marks[] = ">|-*#:[(,;.";
    while (folded.len && strchr(marks, folded.ptr[0]) && !span_starts(folded, span_str("(c)")))
        folded = span_trim(span_skip(folded, 1));
    while (folded.len && folded.ptr[0] == '\xc2' && folded.len > 1 && folded.ptr[1] == '\xbb') /* » */
        folded = span_trim(span_skip(folded, 2));
    return folded;
}

static bool starts_with(struct span s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct span beginning = span_str(list[i]);
        if (!span_starts(s, beginning))
            continue;
        char last = beginning.ptr[beginning.len - 1];
        char next = s.len > beginning.len ? s.ptr[beginning.len] : ' ';
        if (!is_lower(last) || !is_lower(next))
            return true;
    }
    return false;
}

/* Without « (12) », « 12 », « : » around it. */
static struct span bare_label(struct span s)
{
    static const char marks[] = " 0123456789():.!?,+>-|";
    while (s.len && strchr(marks, s.ptr[0]))
        s = span_skip(s, 1);
    while (s.len && strchr(marks, s.ptr[s.len - 1]))
        s.len--;
    while (s.len > 1 && s.ptr[s.len - 2] == '\xc2' && s.ptr[s.len - 1] == '\xbb')
        s = span_trim(span_head(s, s.len - 2));
    return s;
}

static bool is_one_of(struct span s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (span_is(s, list[i]))
            return true;
    return false;
}

#define STARTS(list, s) starts_with(s, list, sizeof(list) / sizeof *(list))
#define IS_ONE(list, s) is_one_of(s, list, sizeof(list) / sizeof *(list))

enum { FURNITURE_WORDS = 40, STAMP_WORDS = 18, ENDING_WORDS = 8 };

/* « 25 novembre 2025 », « Le 25/11/2025 à 14h30 » and no more. */
static bool is_date_line(struct span s)
{
    struct date date;
    for (int i = 0; i < 3; i++) {
        static const char *const before[] = {"", "le ", "du "};
        struct span start = span_str(before[i]);
        if (span_starts(s, start) &&
            date_parse(bare_label(span_skip(s, start.len)).len ? span_skip(s, start.len) : s, &date) &&
            (date.day || s.len < 5))
            return date.day > 0;
    }
    return false;
}

bool page_is_furniture(struct span line, size_t words, bool linked)
{
    if (words > FURNITURE_WORDS)
        return false;
    struct buf folded = {0};
    struct span s = fold(&folded, line);
    size_t n;
    bool sentence = s.len && utf8_decode_last(s, &n) == '.' && words > 8;
    bool found = IS_ONE(labels, bare_label(s)) || bare_label(s).len == 0;
    if (!found && STARTS(furniture, s))
        found = !sentence || words <= 25 || linked;
    if (!found && words <= STAMP_WORDS && !sentence)
        found = STARTS(stamps, s) || is_date_line(s);
    buf_release(&folded);
    return found;
}

static size_t mentions(struct span s, const char *const *list, size_t n)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        found += memmem(s.ptr, s.len, list[i], strlen(list[i])) != NULL;
    return found;
}

bool page_is_request(struct span text, size_t words)
{
    static const char *const consent[] = {"cookie", "traceurs", "consentement", "partenaires", "finalite",
        "donnees personnelles", "accepter", "refuser", "confidentialite", "parametrer", "preferences"};
    static const char *const paying[] = {"abonnez-vous", "abonnement", "s'abonner", "abonnes", "deja abonne",
        "sans engagement", "essai gratuit", "premier mois", "€/mois", "€ par mois", "lire la suite",
        "poursuivre votre lecture", "ce message", "autre appareil", "ce compte", "continuer a lire",
        "multicompte", "acces illimite", "se connecter", "connectez-vous", "creer un compte", "offres"};
    if (words > 120)
        return false;
    struct buf folded = {0};
    utf8_add_folded(&folded, text);
    for (size_t i = 0; i + 2 < folded.len; i++) /* ’ */
        if (memcmp(folded.ptr + i, "\xe2\x80\x99", 3) == 0) {
            folded.ptr[i] = '\'';
            memmove(folded.ptr + i + 1, folded.ptr + i + 3, folded.len - i - 3);
            folded.len -= 2;
        }
    struct span s = buf_span(&folded);
    bool found = mentions(s, consent, sizeof consent / sizeof *consent) >= 3 ||
                 mentions(s, paying, sizeof paying / sizeof *paying) >= (words > 60 ? 4 : 2);
    buf_release(&folded);
    return found;
}

bool page_is_ending(struct span line, size_t words, bool *comments)
{
    *comments = false;
    if (words > ENDING_WORDS)
        return false;
    struct buf folded = {0};
    struct span s = bare_label(fold(&folded, line));
    *comments = IS_ONE(comment_endings, s);
    static const char *const inside[] = {"plus d'articles", "autres articles", "derniers articles",
        "articles recents", "sur le meme", "plus d'actu", "reflexions au sujet", "reflexion au sujet"};
    bool found = *comments || IS_ONE(endings, s);
    for (size_t i = 0; i < sizeof inside / sizeof *inside && !found; i++)
        found = memmem(s.ptr, s.len, inside[i], strlen(inside[i])) != NULL;
    buf_release(&folded);
    return found;
}

/* ---- Measuring ---------------------------------------------------------------------------------------- */

size_t page_words(struct span s)
{
    size_t words = 0;
    bool in = false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool blank = c <= ' ' || (c == 0xa0 && i && (unsigned char)s.ptr[i - 1] == 0xc2);
        bool sign = is_lower((char)c) || is_upper((char)c) || (c >= '0' && c <= '9') || c >= 0xc3;
        if (blank)
            in = false;
        else if (sign && !in) {
            in = true;
            words++;
        }
    }
    return words;
}

/* Letters and digits, words apart by one blank. */
static void squeeze(struct buf *out, struct span s)
{
    struct buf folded = {0};
    utf8_add_folded(&folded, s);
    for (struct span rest = buf_span(&folded); rest.len;) {
        size_t n;
        int32_t rune = utf8_decode(rest, &n);
        enum utf8_class kind = utf8_class(rune);
        if (kind == UTF8_LETTER || kind == UTF8_DIGIT)
            buf_add_span(out, span_head(rest, n));
        else if (kind != UTF8_CONTROL && kind != UTF8_MARK && out->len && out->ptr[out->len - 1] != ' ')
            buf_add_char(out, ' ');
        rest = span_skip(rest, n);
    }
    buf_release(&folded);
}

bool page_same(struct span a, struct span b)
{
    struct buf left = {0}, right = {0};
    squeeze(&left, a);
    squeeze(&right, b);
    bool same = left.len && span_eq(span_trim(buf_span(&left)), span_trim(buf_span(&right)));
    buf_release(&left);
    buf_release(&right);
    return same;
}

static bool holds_word(struct span text, struct span word)
{
    for (struct span s = text; s.len >= word.len;) {
        if (span_starts(s, word) && (s.len == word.len || s.ptr[word.len] == ' '))
            return true;
        const char *blank = memchr(s.ptr, ' ', s.len);
        if (!blank)
            return false;
        s = span_skip(s, (size_t)(blank - s.ptr) + 1);
    }
    return false;
}

unsigned page_overlap(struct span a, struct span b)
{
    struct buf left = {0}, right = {0};
    squeeze(&left, utf8_head(a, 1000));
    squeeze(&right, utf8_head(b, 1000));
    unsigned words = 0, held = 0;
    struct span rest = span_trim(buf_span(&left));
    while (rest.len) {
        const char *blank = memchr(rest.ptr, ' ', rest.len);
        struct span word = span_head(rest, blank ? (size_t)(blank - rest.ptr) : rest.len);
        words++;
        held += holds_word(buf_span(&right), word);
        rest = span_skip(rest, word.len + 1);
    }
    buf_release(&left);
    buf_release(&right);
    return words ? held * 100 / words : 0;
}
