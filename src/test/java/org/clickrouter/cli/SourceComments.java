package org.clickrouter.cli;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the sources say of a record and of each of its fields, as the compiler reads their comments. */
final class SourceComments {

    /**
     * Of one record.
     *
     * @param text what stands before the first tag, in Markdown
     * @param fields what is said of a component, by its name
     */
    record Comment(String text, Map<String, String> fields) {}

    private final Map<Class<?>, Map<String, Comment>> read = new HashMap<>();

    /** @return the comment of a type of src/main/java; empty where it has none */
    Comment of(Class<?> type) {
        Class<?> outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        return read.computeIfAbsent(outer, SourceComments::read)
                .getOrDefault(type.getSimpleName(), new Comment("", Map.of()));
    }

    private static Map<String, Comment> read(Class<?> outer) {
        Path source = Path.of("src/main/java", outer.getName().replace('.', '/') + ".java");
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            DocTrees trees = DocTrees.instance(task);
            Map<String, Comment> comments = new HashMap<>();
            for (CompilationUnitTree unit : task.parse()) {
                new TreePathScanner<Void, Void>() {
                    @Override
                    public Void visitClass(ClassTree type, Void none) {
                        DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
                        if (comment != null) {
                            comments.put(type.getSimpleName().toString(), comment(comment, outer));
                        }
                        return super.visitClass(type, none);
                    }
                }.scan(unit, null);
            }
            return comments;
        } catch (IOException e) {
            throw new IllegalStateException(source.toString(), e);
        }
    }

    private static Comment comment(DocCommentTree comment, Class<?> near) {
        return new Comment(
                markdown(comment.getFullBody(), near),
                StreamSupport.stream(comment.getBlockTags().spliterator(), false)
                        .filter(ParamTree.class::isInstance)
                        .map(ParamTree.class::cast)
                        .collect(Collectors.toMap(
                                tag -> tag.getName().toString(), tag -> markdown(tag.getDescription(), near))));
    }

    private static String markdown(List<? extends DocTree> text, Class<?> near) {
        return text.stream()
                .map(part -> markdown(part, near))
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    private static String markdown(DocTree part, Class<?> near) {
        if (part instanceof LiteralTree code) {
            return "`" + code.getBody() + "`";
        } else if (part instanceof LinkTree link) {
            return link.getLabel().isEmpty() ? "`" + link.getReference() + "`" : markdown(link.getLabel(), near);
        } else if (part instanceof ValueTree value) {
            return constant(value.getReference().toString(), near);
        }
        return part.toString();
    }

    /** @param reference as {@code Type#NAME}, a type of the same package */
    private static String constant(String reference, Class<?> near) {
        String[] parts = reference.split("#");
        try {
            Field field = Class.forName(near.getPackageName() + "." + parts[0]).getDeclaredField(parts[1]);
            field.setAccessible(true);
            return String.valueOf(field.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(reference + " in a comment of " + near, e);
        }
    }
}
