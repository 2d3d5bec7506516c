package org.clickrouter.bench;

import java.util.List;

/** One subject of the benchmark. */
interface Part {

    /** Measures, checks its counts, and tells. */
    List<Table> run(Bench bench) throws Exception;
}
