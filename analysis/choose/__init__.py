"""Which package of levers to choose under a budget of persons and of euro."""
