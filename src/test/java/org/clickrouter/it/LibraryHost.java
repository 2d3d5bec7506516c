package org.clickrouter.it;

/** The main class of docs/library.md. */
public final class LibraryHost {

    private LibraryHost() {}

    public static void main(String[] args) throws Exception {
        new org.apache.camel.main.Main().run(args);
    }
}
