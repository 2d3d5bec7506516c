package org.clickrouter.operator;

import java.util.List;
import org.clickrouter.store.operator.KnownEvent;

/**
 * What one message tells.
 *
 * @param fresh what has begun, or has become ten times as much
 * @param well what is over
 * @param still what was told before, and lasts
 */
record News(List<KnownEvent> fresh, List<KnownEvent> well, List<KnownEvent> still) {}
