package org.clickrouter.bench;

import org.apache.camel.main.Main;

/** A bare camel-main with one YAML route: what the product's start is measured against. */
public final class Bare {

    private Bare() {}

    /** Argument: the YAML file. */
    public static void main(String[] args) throws Exception {
        Main main = new Main();
        main.configure().setRoutesIncludePattern("file:" + args[0]);
        main.run();
    }
}
