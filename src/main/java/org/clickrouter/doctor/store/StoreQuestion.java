package org.clickrouter.doctor.store;

import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.store.jdbc.Database;

/** Something that is asked of an open store. */
public interface StoreQuestion {

    /** @return what is told of it where the store does not answer */
    Topic topic();

    /** Asks; what does not apply to this kind of database says nothing. */
    void ask(Database database, Consumer<Finding> say);
}
