"""How somebody who measures, judges or reviews stands to those who made an algorithm.

Worked out from people and organisations; what anybody says of their own independence is never asked.
"""
