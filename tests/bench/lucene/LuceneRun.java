import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Lucene as it comes, for comparison: FrenchAnalyzer and BM25Similarity with their defaults, the words of a query
 * joined by OR.
 *
 * <pre>java LuceneRun INDEX QUERIES RUN-ONE RUN-TWO &lt; docs.jsonl</pre>
 *
 * indexes title and text both ways into folders of its own under INDEX: « one », in one field, and « two », in two
 * that are asked together; writes a TREC run of each, and says on standard output how many queries a second either
 * answers after that, ten articles each, in the fastest of several passes.
 */
public final class LuceneRun {
    private static final int DEPTH = 1000, PAGE = 10, SECONDS = 10;
    private static final String[] ONE = {"all"}, TWO = {"title", "body"};

    private final Analyzer analyzer = new FrenchAnalyzer();
    private final List<String[]> queries = new ArrayList<>();

    public static void main(String[] args) throws IOException {
        if (args.length != 4)
            throw new IllegalArgumentException("INDEX QUERIES RUN-ONE RUN-TWO");
        LuceneRun run = new LuceneRun();
        BooleanQuery.setMaxClauseCount(1 << 16);
        run.readQueries(Path.of(args[1]));
        Directory one = FSDirectory.open(Path.of(args[0], "one")), two = FSDirectory.open(Path.of(args[0], "two"));
        run.index(one, two);
        run.answer("one", one, ONE, Path.of(args[2]));
        run.answer("two", two, TWO, Path.of(args[3]));
    }

    private void readQueries(Path path) throws IOException {
        for (String line : Files.readAllLines(path)) {
            int tab = line.indexOf('\t');
            if (tab > 0)
                queries.add(new String[] {line.substring(0, tab), line.substring(tab + 1)});
        }
    }

    private IndexWriter writer(Directory where) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(analyzer);
        config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
        config.setSimilarity(new BM25Similarity());
        return new IndexWriter(where, config);
    }

    private void index(Directory one, Directory two) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (IndexWriter writesOne = writer(one); IndexWriter writesTwo = writer(two)) {
            for (String line; (line = in.readLine()) != null;) {
                Map<String, String> article = JsonLine.read(line);
                String title = article.getOrDefault("title", ""), text = article.getOrDefault("text", "");
                writesOne.addDocument(document(article, ONE, title + "\n" + text));
                writesTwo.addDocument(document(article, TWO, title, text));
            }
            writesOne.forceMerge(1);
            writesTwo.forceMerge(1);
        }
    }

    private static Document document(Map<String, String> article, String[] fields, String... texts) {
        Document document = new Document();
        document.add(new StringField("id", article.get("id"), Field.Store.YES));
        for (int i = 0; i < fields.length; i++)
            document.add(new TextField(fields[i], texts[i], Field.Store.NO));
        return document;
    }

    /** Null when no word is left. */
    private Query query(String text, String[] fields) {
        QueryBuilder builder = new QueryBuilder(analyzer);
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        boolean empty = true;
        for (String field : fields) {
            Query words = builder.createBooleanQuery(field, text);
            if (words == null)
                continue;
            any.add(words, BooleanClause.Occur.SHOULD);
            empty = false;
        }
        return empty ? null : any.build();
    }

    private ScoreDoc[] search(IndexSearcher searcher, String text, String[] fields, int n) throws IOException {
        Query query = query(text, fields);
        return query == null ? new ScoreDoc[0] : searcher.search(query, n).scoreDocs;
    }

    private void answer(String name, Directory where, String[] fields, Path path) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(where);
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(path))) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(new BM25Similarity());
            for (String[] query : queries)
                write(out, searcher, query, fields);
            System.out.printf(Locale.ROOT, "%s %.0f%n", name, queries.size() / bestPass(searcher, fields));
        }
    }

    /** Seconds of the fastest of all passes over the queries that are made in some time. */
    private double bestPass(IndexSearcher searcher, String[] fields) throws IOException {
        long best = Long.MAX_VALUE, end = System.nanoTime() + SECONDS * 1_000_000_000L;
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            for (String[] query : queries)
                for (ScoreDoc hit : search(searcher, query[1], fields, PAGE))
                    searcher.doc(hit.doc).get("id");
            best = Math.min(best, System.nanoTime() - start);
        }
        return best / 1e9;
    }

    private void write(PrintWriter out, IndexSearcher searcher, String[] query, String[] fields) throws IOException {
        int rank = 0;
        for (ScoreDoc hit : search(searcher, query[1], fields, DEPTH)) {
            String id = searcher.doc(hit.doc).get("id");
            out.printf(Locale.ROOT, "%s Q0 %s %d %.9g lucene-%s%n", query[0], id, ++rank, hit.score, fields[0]);
        }
    }
}
