package org.clickrouter.bench;

import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What is small, by JMH: parsing, signing, routing. */
final class Micro implements Part {

    @Override
    public List<Table> run(Bench bench) throws RunnerException {
        Table table = new Table("Small parts, by JMH (one thread)", "benchmark", "parameters", "time", "error", "unit");
        var options = new OptionsBuilder()
                .include("org\\.clickrouter\\..*(Parsing|Signing|Routing)\\.")
                .forks(1)
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .threads(1)
                .build();
        for (RunResult result : new Runner(options).run()) {
            var primary = result.getPrimaryResult();
            String name = result.getParams().getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1");
            StringBuilder parameters = new StringBuilder();
            result.getParams()
                    .getParamsKeys()
                    .forEach(key -> parameters
                            .append(key)
                            .append('=')
                            .append(result.getParams().getParam(key))
                            .append(' '));
            table.row(
                    name,
                    parameters.toString().strip(),
                    primary.getScore(),
                    primary.getScoreError(),
                    primary.getScoreUnit());
        }
        return List.of(table);
    }
}
