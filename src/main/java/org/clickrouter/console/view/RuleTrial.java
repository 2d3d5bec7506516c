package org.clickrouter.console.view;

import java.util.List;

/** Tries records on the routing file without sending or storing anything. */
@FunctionalInterface
public interface RuleTrial {

    /**
     * @param records one record as JSON, or a list of them
     * @return what would become of each, in their order
     * @throws IllegalArgumentException what is wrong with the records or with the files, in words
     */
    List<Rules.Tried> of(String records);
}
